//! Many documents: runs work over a stream of inputs on several threads and hands the results on in the order of the inputs,
//! scans folders into a [`Store`], and answers a stream of records ([`Filter`]).
//!
//! The only user of rayon. Prints nothing; memory is bounded by the number of inputs in flight, not by the archive's size.

mod across;
mod coverage;
mod entry;
mod filter;
pub mod ledger;
mod scan;
pub mod store;

use std::collections::BTreeMap;
use std::sync::mpsc;

pub use across::across;
pub use coverage::coverage;
pub(crate) use filter::records;
pub use filter::{Filter, Tally};
pub use scan::{Progress, Record, Scan};
pub use store::Store;

/// Inputs in flight per thread: enough to keep the threads busy while one large document is worked on, few enough to
/// hold memory down.
const IN_FLIGHT: usize = 16;

/// Runs `work` on every input with `jobs` threads (0 = one per core) and calls `sink` with the results in input order,
/// on the calling thread. `sink` returns `false` to stop early; inputs not yet begun are then dropped.
///
/// The order, and with it every byte of output, does not depend on the number of threads.
pub fn run<I, T>(
    inputs: impl Iterator<Item = I>,
    jobs: usize,
    work: impl Fn(I) -> T + Sync,
    mut sink: impl FnMut(T) -> bool,
) where
    I: Send,
    T: Send,
{
    let pool = (jobs != 1).then(|| rayon::ThreadPoolBuilder::new().num_threads(jobs).build());
    match pool {
        Some(Ok(pool)) if pool.current_num_threads() > 1 => parallel(&pool, inputs, &work, &mut sink),
        // One thread asked for, one core, or the system refuses threads: the same results, one by one.
        _ => {
            for input in inputs {
                if !sink(work(input)) {
                    return;
                }
            }
        }
    }
}

fn parallel<I, T>(
    pool: &rayon::ThreadPool,
    inputs: impl Iterator<Item = I>,
    work: &(impl Fn(I) -> T + Sync),
    sink: &mut impl FnMut(T) -> bool,
) where
    I: Send,
    T: Send,
{
    let limit = pool.current_num_threads() * IN_FLIGHT;
    let (sender, receiver) = mpsc::channel::<(usize, T)>();
    pool.in_place_scope_fifo(|scope| {
        let mut inputs = inputs.enumerate().fuse();
        let mut waiting = BTreeMap::new();
        let (mut begun, mut next) = (0usize, 0usize);
        loop {
            while begun - next < limit {
                let Some((index, input)) = inputs.next() else { break };
                let sender = sender.clone();
                scope.spawn_fifo(move |_| {
                    // The receiver is gone only after an early stop; the result is then not wanted.
                    let _ = sender.send((index, work(input)));
                });
                begun += 1;
            }
            if next == begun {
                return;
            }
            // Every begun task sends exactly once, so this waits only for work under way.
            let Ok((index, result)) = receiver.recv() else { return };
            waiting.insert(index, result);
            while let Some(result) = waiting.remove(&next) {
                next += 1;
                if !sink(result) {
                    return;
                }
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::run;

    fn ordered(jobs: usize) -> Vec<u64> {
        let mut seen = Vec::new();
        let slow_on_multiples = |n: u64| {
            if n.is_multiple_of(7) {
                std::thread::sleep(std::time::Duration::from_millis(2));
            }
            n * n
        };
        run(0..500, jobs, slow_on_multiples, |r| {
            seen.push(r);
            true
        });
        seen
    }

    #[test]
    fn results_come_in_input_order_whatever_the_threads() {
        let expected: Vec<u64> = (0..500).map(|n| n * n).collect();
        for jobs in [1, 2, 5] {
            assert_eq!(ordered(jobs), expected, "{jobs} 个线程");
        }
    }

    #[test]
    fn a_sink_that_says_stop_is_not_called_again() {
        for jobs in [1, 3] {
            let mut seen = Vec::new();
            run(
                0..1_000_000_u64,
                jobs,
                |n| n,
                |r| {
                    seen.push(r);
                    seen.len() < 10
                },
            );
            assert_eq!(seen, (0..10).collect::<Vec<_>>());
        }
    }
}
