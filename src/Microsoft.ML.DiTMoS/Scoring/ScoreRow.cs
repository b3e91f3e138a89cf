using DiTMoS.Networks;
using Microsoft.ML.Data;
using Microsoft.ML.DiTMoS.Interop;

namespace Microsoft.ML.DiTMoS.Scoring;

/// <summary>A row of the input with its scores behind it, computed once per position and only where they are read.</summary>
internal sealed class ScoreRow : DataViewRow
{
    private readonly ScoreMapper _mapper;
    private readonly DataViewRow _input;
    private readonly bool[] _active;
    private readonly WindowScorer? _scorer;
    private readonly float[] _window = [];
    private readonly ValueGetter<VBuffer<float>>? _features;
    private readonly ValueGetter<uint>? _label;
    private VBuffer<float> _buffer;
    private long _scored = -1;

    /// <summary>Wraps a row of the input.</summary>
    public ScoreRow(ScoreMapper mapper, DataViewRow input, bool[] active)
    {
        _mapper = mapper;
        _input = input;
        _active = active;
        if (!mapper.NeedsScores(active))
        {
            return;
        }

        _scorer = mapper.CreateScorer(1);
        _window = new float[mapper.Features.Type is VectorDataViewType type ? type.Size : 0];
        _features = input.GetGetter<VBuffer<float>>(input.Schema[mapper.Features.Index]);
        _label = mapper.Label is { } label ? input.GetGetter<uint>(input.Schema[label.Index]) : null;
    }

    /// <inheritdoc/>
    public override DataViewSchema Schema => _mapper.OutputSchema;

    /// <inheritdoc/>
    public override long Position => _input.Position;

    /// <inheritdoc/>
    public override long Batch => _input.Batch;

    /// <inheritdoc/>
    public override ValueGetter<DataViewRowId> GetIdGetter() => _input.GetIdGetter();

    /// <inheritdoc/>
    public override bool IsColumnActive(DataViewSchema.Column column) => ActiveColumns.IsActive(_active, column);

    /// <inheritdoc/>
    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ActiveColumns.Check(_active, column);
        return _mapper.IsInput(column.Index)
            ? _input.GetGetter<TValue>(_input.Schema[column.Index])
            : ActiveColumns.As<TValue>(_mapper.CreateGetter(column.Index, _scorer!, Score, Label), column);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _input.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Score()
    {
        if (_scored != _input.Position)
        {
            _features!(ref _buffer);
            _buffer.CopyTo(_window);
            _scorer!.Score(_window, 1);
            _scored = _input.Position;
        }

        return 0;
    }

    private uint Label()
    {
        uint label = 0;
        _label?.Invoke(ref label);
        return label;
    }
}
