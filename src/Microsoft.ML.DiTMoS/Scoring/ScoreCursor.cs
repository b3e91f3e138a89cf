using DiTMoS.Networks;
using Microsoft.ML.Data;
using Microsoft.ML.DiTMoS.Interop;

namespace Microsoft.ML.DiTMoS.Scoring;

/// <summary>Walks over the input some rows ahead, so that windows are scored many at a time; what readers may ask for of these rows is kept.</summary>
/// <remarks>The first few rows are scored as eight, for those who want no more.</remarks>
internal sealed class ScoreCursor : DataViewRowCursor
{
    private const int First = 8;
    private const int Capacity = 64;

    private readonly ScoreMapper _mapper;
    private readonly DataViewRowCursor _input;
    private readonly bool[] _active;
    private readonly WindowScorer _scorer;
    private readonly ColumnBuffer?[] _kept;
    private readonly ValueGetter<DataViewRowId> _id;
    private readonly DataViewRowId[] _ids = new DataViewRowId[Capacity];
    private readonly long[] _batches = new long[Capacity];
    private readonly ValueGetter<VBuffer<float>> _features;
    private readonly ValueGetter<uint>? _label;
    private readonly uint[] _labels;
    private readonly float[] _windows;
    private readonly int _length;
    private VBuffer<float> _buffer;
    private int _wanted = First;
    private int _count;
    private int _slot = -1;
    private long _position = -1;
    private bool _isScored;
    private bool _ended;

    /// <summary>Wraps a cursor of the input.</summary>
    public ScoreCursor(ScoreMapper mapper, DataViewRowCursor input, bool[] active)
    {
        _mapper = mapper;
        _input = input;
        _active = active;
        _scorer = mapper.CreateScorer(Capacity);
        _length = ((VectorDataViewType)mapper.Features.Type).Size;
        _windows = new float[Capacity * _length];
        _id = input.GetIdGetter();
        _features = input.GetGetter<VBuffer<float>>(input.Schema[mapper.Features.Index]);
        _label = mapper.Label is { } label ? input.GetGetter<uint>(input.Schema[label.Index]) : null;
        _labels = new uint[_label is null ? 0 : Capacity];
        _kept = [.. mapper.InputSchema.Select(column => active[column.Index] ? ColumnBuffer.Create(input, input.Schema[column.Index], Capacity) : null)];
    }

    /// <inheritdoc/>
    public override DataViewSchema Schema => _mapper.OutputSchema;

    /// <inheritdoc/>
    public override long Position => _position;

    /// <inheritdoc/>
    public override long Batch => _slot < 0 ? -1 : _batches[_slot];

    /// <inheritdoc/>
    public override bool MoveNext()
    {
        if (_ended)
        {
            return false;
        }

        if (_slot + 1 >= _count)
        {
            Fill();
            _slot = -1;
        }

        _ended = _count == 0;
        _slot = _ended ? -1 : _slot + 1;
        _position = _ended ? -1 : _position + 1;
        return !_ended;
    }

    /// <inheritdoc/>
    public override bool IsColumnActive(DataViewSchema.Column column) => ActiveColumns.IsActive(_active, column);

    /// <inheritdoc/>
    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ActiveColumns.Check(_active, column);
        Delegate getter = _mapper.IsInput(column.Index)
            ? _kept[column.Index]!.CreateGetter(Slot)
            : _mapper.CreateGetter(column.Index, _scorer, Score, () => _labels[Slot()]);
        return ActiveColumns.As<TValue>(getter, column);
    }

    /// <inheritdoc/>
    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = _ids[Slot()];

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _input.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Fill()
    {
        _count = 0;
        _isScored = false;
        while (_count < _wanted && _input.MoveNext())
        {
            _id(ref _ids[_count]);
            _batches[_count] = _input.Batch;
            _features(ref _buffer);
            _buffer.CopyTo(_windows.AsSpan(_count * _length, _length));
            _label?.Invoke(ref _labels[_count]);
            foreach (ColumnBuffer? column in _kept)
            {
                column?.Take(_count);
            }

            _count++;
        }

        _wanted = Capacity;
    }

    private int Slot() => _slot >= 0 ? _slot : throw new InvalidOperationException("A value can be read only after MoveNext was true.");

    private int Score()
    {
        int slot = Slot();
        if (!_isScored)
        {
            _scorer.Score(_windows.AsSpan(0, _count * _length), _count);
            _isScored = true;
        }

        return slot;
    }
}
