namespace Microsoft.ML.Data;

/// <summary>The view of text files, read anew by every cursor.</summary>
internal sealed class TextView(IMultiStreamSource source, TextLoader.Options options, DataViewSchema schema, TextColumn[] columns) : IDataView
{
    public DataViewSchema Schema => schema;

    public bool CanShuffle => false;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
        => new Cursor(this, TextLines.RowsOf(source, options).GetEnumerator(), Active.Of(schema, columnsNeeded));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private void Divide(string line, List<ReadOnlyMemory<char>> fields) => TextLines.Divide(line, options, fields);

    private Delegate[] Getters(bool[] active, Func<List<ReadOnlyMemory<char>>> current)
        => [.. columns.Select((column, i) => active[i] ? column.Getter(current) : null)];

    private sealed class Cursor : DataViewRowCursor
    {
        private readonly TextView _view;
        private readonly IEnumerator<string> _lines;
        private readonly Delegate[] _getters;
        private readonly List<ReadOnlyMemory<char>> _fields = [];
        private long _position = -1;
        private bool _ended;

        public Cursor(TextView view, IEnumerator<string> lines, bool[] active)
        {
            _view = view;
            _lines = lines;
            _getters = view.Getters(active, Current);
        }

        public override long Position => _position;

        public override long Batch => 0;

        public override DataViewSchema Schema => _view.Schema;

        public override bool MoveNext()
        {
            if (_ended || !_lines.MoveNext())
            {
                Dispose();
                return false;
            }

            _view.Divide(_lines.Current, _fields);
            _position++;
            return true;
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) =>
        {
            Active.Positioned(_position >= 0);
            id = new((ulong)_position, 0);
        };

        public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < _getters.Length && _getters[column.Index] != null;

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => Active.Getter<TValue>(_getters[column.Index], column);

        protected override void Dispose(bool disposing)
        {
            _ended = true;
            _position = -1;
            if (disposing)
                _lines.Dispose();
            base.Dispose(disposing);
        }

        private List<ReadOnlyMemory<char>> Current()
        {
            Active.Positioned(_position >= 0);
            return _fields;
        }
    }
}
