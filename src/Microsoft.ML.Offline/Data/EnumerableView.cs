namespace Microsoft.ML.Data;

/// <summary>A view of objects, enumerated anew by every cursor.</summary>
/// <typeparam name="TRow">The class of the objects.</typeparam>
internal sealed class EnumerableView<TRow>(IEnumerable<TRow> data, MemberColumn[] columns) : IDataView
    where TRow : class
{
    public DataViewSchema Schema { get; } = MemberColumn.SchemaOf(columns);

    public bool CanShuffle => false;

    public long? GetRowCount() => (data as ICollection<TRow>)?.Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var row = new ObjectRow<TRow>(Schema, columns, Active.Of(Schema, columnsNeeded));
        return new RowCursor(row, new Enumeration(data.GetEnumerator(), row));
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Enumeration(IEnumerator<TRow> objects, ObjectRow<TRow> row) : DataViewRowCursor
    {
        private bool _ended;

        public override long Position => row.Position;

        public override long Batch => row.Batch;

        public override DataViewSchema Schema => row.Schema;

        public override bool MoveNext()
        {
            if (_ended)
                return false;
            _ended = !objects.MoveNext();
            if (_ended)
                Dispose();
            else
                row.Set(objects.Current ?? throw new InvalidOperationException("The data hold a null where a row should be."));
            return !_ended;
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => row.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => row.IsColumnActive(column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => row.GetGetter<TValue>(column);

        protected override void Dispose(bool disposing)
        {
            _ended = true;
            row.Set(null);
            if (disposing)
                objects.Dispose();
            base.Dispose(disposing);
        }
    }
}
