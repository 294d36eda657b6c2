//! Stretches of five Chinese characters, and those that agree in four: each is a number or two, so comparing costs a look at a table.

/// Bits of a character.
const UNIT: u32 = 16;

/// Spreads the bits of a number over its upper half.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

/// Five characters in a row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Five {
    /// Where they begin in the row.
    pub(super) first: usize,
    /// All but the last, packed.
    front: u64,
    /// All but the first, packed.
    back: u64,
}

impl Five {
    /// Characters of a stretch.
    pub(super) const LENGTH: usize = 5;

    /// The four characters around a place between the first and the last, packed.
    pub(super) const fn around(self, place: usize) -> u64 {
        let behind = u64::MAX >> (UNIT * place as u32);
        self.front & !behind | self.back & behind
    }

    /// The character at a place behind the first.
    pub(super) const fn at(self, place: usize) -> u16 {
        (self.back >> (UNIT * (Self::LENGTH - 1 - place) as u32)) as u16
    }

    /// A number for the whole; others may have the same.
    pub(super) const fn hash(self) -> u64 {
        (self.front.wrapping_mul(SPREAD).rotate_left(UNIT) ^ self.back).wrapping_mul(SPREAD)
    }
}

/// All stretches of a row.
pub(super) fn fives(row: &[(u32, char)]) -> impl Iterator<Item = Five> {
    let (mut packed, mut run) = (0_u64, 0);
    row.iter().enumerate().filter_map(move |(at, (_, c))| {
        run = if is_han(*c) { run + 1 } else { 0 };
        let front = packed;
        packed = packed << UNIT | u64::from(u32::from(*c)) & u64::from(u16::MAX);
        let first = (at + 1).checked_sub(Five::LENGTH)?;
        (run >= Five::LENGTH).then_some(Five { first, front, back: packed })
    })
}

/// Characters that fit into sixteen bits.
pub(super) const fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// Which characters stand between four others: none, one, or several.
pub(super) struct Around {
    /// By the upper bits of a hash: the lower ones, [`VARIED`], a character.
    slots: Vec<u64>,
    shift: u32,
}

/// Several characters stand there.
const VARIED: u64 = 1 << UNIT;
/// A slot that several groups of four share; it says yes to everything.
const SHARED: u64 = u64::MAX;

impl Around {
    /// A table for the stretches of a row of so many characters.
    pub(super) fn new(characters: usize) -> Self {
        let slots = characters.next_power_of_two().max(2);
        Self { slots: vec![0; slots], shift: u64::BITS - slots.ilog2() }
    }

    /// Adds one.
    pub(super) fn add(&mut self, around: u64, c: u16) {
        let (slot, entry) = self.slot(around, c);
        *slot = match *slot ^ entry {
            apart if *slot == 0 || apart == 0 => entry,
            apart if apart >> UNIT <= 1 => *slot | VARIED,
            _ => SHARED,
        };
    }

    /// Whether these four have been added; another character between them is noted.
    pub(super) fn meets(&mut self, around: u64, c: u16) -> bool {
        let (slot, entry) = self.slot(around, c);
        let apart = *slot ^ entry;
        let is_known = *slot == SHARED || *slot != 0 && apart >> UNIT <= 1;
        if is_known && apart != 0 {
            *slot |= VARIED;
        }
        is_known
    }

    /// Whether several characters stand between four that have been added.
    pub(super) fn is_varied(&mut self, around: u64) -> bool {
        *self.slot(around, 0).0 & VARIED != 0
    }

    /// The slot of four characters, and what stands there for them with one between them.
    fn slot(&mut self, around: u64, c: u16) -> (&mut u64, u64) {
        let hash = around.wrapping_mul(SPREAD);
        let at = (hash >> self.shift) as usize;
        (&mut self.slots[at], hash << (UNIT + 1) | u64::from(c))
    }
}

#[cfg(test)]
mod tests {
    use super::{Around, fives};

    #[test]
    fn stretches_of_five() {
        let row: Vec<(u32, char)> = (0..).zip("渡口限高设施，渡口限高".chars()).collect();
        let found: Vec<_> = fives(&row).map(|five| (five.first, five.at(2), five.around(2))).collect();
        let packed = |words: &str| words.chars().fold(0, |key, c| key << 16 | u64::from(u32::from(c)));
        assert_eq!(found, [(0, '限' as u16, packed("渡口高设")), (1, '高' as u16, packed("口限设施"))]);
        assert!(fives(&row).all(|five| five.around(1) != five.around(3)));
    }

    #[test]
    fn what_stands_between() {
        // Whatever shares a slot, nothing that was added is missed.
        for room in [1, 2, 64, 1 << 20] {
            let mut table = Around::new(room);
            (0..40).for_each(|n| table.add(n, 7));
            assert!((0..40).all(|n| table.meets(n, if n % 2 == 0 { 7 } else { 8 })), "{room}");
            assert!((0..40).all(|n| n % 2 == 0 || table.is_varied(n)), "{room}");
        }
        let mut table = Around::new(1 << 20);
        table.add(1, 7);
        assert!(!table.meets(2, 7) && table.meets(1, 7) && !table.is_varied(1));
        assert!(table.meets(1, 9) && table.is_varied(1));
    }
}
