//! Hands documents to the library in loads, and waits until a load is taken in before more is made ready.
//!
//! Taking in looks up a term for nearly every character, in tables of some megabytes; analysing reads dictionaries of the same
//! size. Side by side on one core each would throw the other out of its cache every few milliseconds. In turns, a fraction of
//! a second each, both find theirs warm, and no more threads run than were asked for.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

use tantivy::indexer::UserOperation;
use tantivy::schema::Document;
use tantivy::{IndexWriter, TantivyDocument, TantivyError, Term};

/// Raw text of a load, in bytes.
const LOAD: usize = 8 << 20;
/// Operations that a thread of the library takes at once; few, so that all threads end a load together.
const SHARE: usize = 8;

/// The library's writer of tracked documents.
pub(super) type LibraryWriter = IndexWriter<Tracked>;

/// What is to be handed over next, in order.
#[derive(Default)]
pub(super) struct Load {
    operations: Vec<UserOperation<Tracked>>,
    bytes: usize,
    under_way: Arc<UnderWay>,
}

impl Load {
    /// Puts a document made of so many bytes of raw text behind the others; whether the load is complete.
    pub(super) fn add(&mut self, document: TantivyDocument, bytes: usize) -> bool {
        let ticket = UnderWay::ticket(&self.under_way);
        self.operations.push(UserOperation::Add(Tracked { document, _ticket: ticket }));
        self.bytes += bytes;
        self.bytes >= LOAD
    }

    /// Takes out what is in the index under a term by now.
    pub(super) fn delete(&mut self, term: Term) {
        self.operations.push(UserOperation::Delete(term));
    }

    /// Hands everything over and waits until it is taken in.
    pub(super) fn hand_over(&mut self, writer: &LibraryWriter) -> Result<(), TantivyError> {
        self.bytes = 0;
        let mut operations = std::mem::take(&mut self.operations).into_iter();
        while operations.len() > 0 {
            writer.run(operations.by_ref().take(SHARE).collect::<Vec<_>>())?;
        }
        self.under_way.wait();
        Ok(())
    }
}

/// How many documents exist that the library has not yet taken in.
#[derive(Default)]
struct UnderWay {
    count: Mutex<usize>,
    none: Condvar,
}

impl UnderWay {
    fn ticket(this: &Arc<Self>) -> Ticket {
        *this.count.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        Ticket(Arc::clone(this))
    }

    fn wait(&self) {
        let count = self.count.lock().unwrap_or_else(PoisonError::into_inner);
        // Every document is dropped: when it is taken in, and also when a thread of the library ends over an error.
        drop(self.none.wait_while(count, |count| *count > 0));
    }
}

/// Counts a document until it is dropped.
struct Ticket(Arc<UnderWay>);

impl Drop for Ticket {
    fn drop(&mut self) {
        let mut count = self.0.count.lock().unwrap_or_else(PoisonError::into_inner);
        *count -= 1;
        if *count == 0 {
            self.0.none.notify_all();
        }
    }
}

/// A document that is counted as long as the library has it.
pub(super) struct Tracked {
    document: TantivyDocument,
    _ticket: Ticket,
}

impl Document for Tracked {
    type Value<'a> = <TantivyDocument as Document>::Value<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.document.iter_fields_and_values()
    }
}
