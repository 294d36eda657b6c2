//! How much a package may hold. Declared sizes are checked before anything is unpacked, real sizes while unpacking.

use super::Damage;

/// Most entries of a package; real ones have a few dozen, with many pictures a few hundred.
const MOST_ENTRIES: usize = 10_000;

/// Largest part that is read, unpacked.
pub(super) const LARGEST_PART: u64 = 128 << 20;

/// Largest package, unpacked.
const LARGEST_PACKAGE: u64 = 1 << 30;

/// From this size on a part must not be packed more tightly than [`TIGHTEST`]: XML of real documents packs 8 to 40 times.
const WATCHED: u64 = 32 << 20;

/// Highest ratio of unpacked to packed size for large parts.
const TIGHTEST: u64 = 100;

/// Sums over the entries of a package.
#[derive(Default)]
pub(super) struct Tally {
    packed: u64,
    unpacked: u64,
}

impl Tally {
    /// Counts an entry; refuses a bomb.
    pub(super) fn add(&mut self, name: &str, packed: u64, unpacked: u64) -> Result<(), Damage> {
        if is_bomb(packed, unpacked) {
            return Err(Damage::too_large(format!(
                "部件 {name} 声明解压后有 {} MiB，是压缩数据的 {} 倍，像是压缩炸弹，没有解压",
                unpacked >> 20,
                unpacked / packed.max(1)
            )));
        }
        self.packed = self.packed.saturating_add(packed);
        self.unpacked = self.unpacked.saturating_add(unpacked);
        Ok(())
    }

    /// Checks the sums against the size of the file.
    pub(super) fn finish(&self, entries: usize, file: u64) -> Result<(), Damage> {
        if entries > MOST_ENTRIES {
            return Err(Damage::too_large(format!("包里有 {entries} 个部件，上限 {MOST_ENTRIES}，没有解压")));
        }
        if self.packed > file {
            return Err(Damage::too_large("各部件的压缩数据互相重叠，像是压缩炸弹，没有解压"));
        }
        if self.unpacked > LARGEST_PACKAGE || is_bomb(file, self.unpacked) {
            let size = self.unpacked >> 20;
            return Err(Damage::too_large(format!("解压后共有 {size} MiB，像是压缩炸弹，没有解压")));
        }
        Ok(())
    }
}

fn is_bomb(packed: u64, unpacked: u64) -> bool {
    unpacked > WATCHED && unpacked / packed.max(1) > TIGHTEST
}
