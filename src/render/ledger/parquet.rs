//! Whole tables as Apache Parquet (format 2.x, <https://parquet.apache.org/docs/file-format/>), for programs that work on columns.
//!
//! Rows are gathered into groups of bounded size, so memory does not grow with a table. An empty cell is null; lines and columns
//! of a text are 64-bit integers, all else is text in UTF-8.

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;

/// Rows of one group.
const GROUP: usize = 20_000;

/// A table that is written row by row.
pub struct ParquetTable<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    /// The cells of the rows not yet written, by column.
    cells: Vec<Vec<String>>,
}

impl<W: Write + Send> ParquetTable<W> {
    /// Begins a table; `numbers` are those of the `columns` that hold integers.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn new(columns: &[&str], numbers: &[&str], out: W) -> io::Result<Self> {
        let field = |name: &&str| {
            let physical = if numbers.contains(name) { Physical::INT64 } else { Physical::BYTE_ARRAY };
            let logical = (physical == Physical::BYTE_ARRAY).then_some(LogicalType::String);
            let column = Type::primitive_type_builder(name, physical).with_repetition(Repetition::OPTIONAL);
            column.with_logical_type(logical).build().map(Arc::new)
        };
        let fields = columns.iter().map(field).collect::<Result<Vec<_>, _>>().map_err(failed)?;
        let schema = Type::group_type_builder("hegui").with_fields(fields).build().map_err(failed)?;
        let packing = Compression::ZSTD(ZstdLevel::default());
        let properties = WriterProperties::builder().set_compression(packing).build();
        let writer =
            SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties)).map_err(failed)?;
        Ok(Self { writer, cells: vec![Vec::new(); columns.len()] })
    }

    /// Adds a row; cells stand in the order of the columns, missing ones are null.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn row(&mut self, cells: &[String]) -> io::Result<()> {
        for (index, column) in self.cells.iter_mut().enumerate() {
            column.push(cells.get(index).cloned().unwrap_or_default());
        }
        if self.cells.first().is_some_and(|column| column.len() >= GROUP) { self.flush() } else { Ok(()) }
    }

    /// Writes what is left, then the index at the end of the file, and hands back what it was written to.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn finish(mut self) -> io::Result<W> {
        self.flush()?;
        self.writer.into_inner().map_err(failed)
    }

    /// Writes the gathered rows as one group.
    fn flush(&mut self) -> io::Result<()> {
        if self.cells.first().is_none_or(Vec::is_empty) {
            return Ok(());
        }
        let mut group = self.writer.next_row_group().map_err(failed)?;
        for cells in &mut self.cells {
            let Some(mut column) = group.next_column().map_err(failed)? else { break };
            write(column.untyped(), cells).map_err(failed)?;
            column.close().map_err(failed)?;
            cells.clear();
        }
        group.close().map(drop).map_err(failed)
    }
}

/// Writes the cells of one column; the levels say which are not null.
fn write(column: &mut ColumnWriter<'_>, cells: &[String]) -> Result<(), ParquetError> {
    match column {
        ColumnWriter::Int64ColumnWriter(column) => {
            let numbers: Vec<Option<i64>> = cells.iter().map(|cell| cell.parse().ok()).collect();
            let levels: Vec<i16> = numbers.iter().map(|n| i16::from(n.is_some())).collect();
            let values: Vec<i64> = numbers.into_iter().flatten().collect();
            column.write_batch(&values, Some(&levels), None).map(drop)
        }
        ColumnWriter::ByteArrayColumnWriter(column) => {
            let levels: Vec<i16> = cells.iter().map(|cell| i16::from(!cell.is_empty())).collect();
            let texts = cells.iter().filter(|cell| !cell.is_empty());
            let values: Vec<ByteArray> = texts.map(|cell| cell.as_bytes().to_vec().into()).collect();
            column.write_batch(&values, Some(&levels), None).map(drop)
        }
        _ => Err(ParquetError::NYI("no such column".to_owned())),
    }
}

fn failed(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => io::Error::other(inner),
        error => io::Error::other(error),
    }
}
