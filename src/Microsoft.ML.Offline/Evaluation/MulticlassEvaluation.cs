namespace Microsoft.ML.Data;

/// <summary>Counts how scored rows are classified.</summary>
internal sealed class MulticlassEvaluation
{
    private const float LeastProbability = 1e-15f;

    private readonly IDataView _data;
    private readonly DataViewSchema.Column _label;
    private readonly DataViewSchema.Column _score;
    private readonly int _topK;
    private readonly int _classes;
    private readonly double[][] _confusion;
    private readonly double[] _ranks;
    private readonly double[] _rowsOfClass;
    private readonly double[] _lossOfClass;
    private double _loss;
    private double _rows;
    private long _unlabelled;
    private long _badScores;
    private long _unknownClasses;

    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    public MulticlassEvaluation(IDataView data, string label, string score, string predictedLabel, int topK)
    {
        DataViewSchema.Column Find(string role, string name) => data.Schema.GetColumnOrNull(name) ?? throw Check.NoColumn(nameof(data), role, name);
        _data = data;
        _label = Find("label", label);
        _score = Find("score", score);
        Find("predicted label", predictedLabel);
        if (_score.Type is not VectorDataViewType { Size: >= 2, ItemType: var item } vector || item != NumberDataViewType.Single)
            throw Check.WrongColumn(nameof(data), "score", score, "Vector<Single> of at least two items", _score.Type.ToString());
        if (_label.Type != NumberDataViewType.Single && _label.Type is not KeyDataViewType)
            throw Check.WrongColumn(nameof(data), "label", label, "Single or Key", _label.Type.ToString());
        Check.Param(topK >= 0, "topKPredictionCount", "The number of scores must not be negative.");

        _topK = topK;
        _classes = vector.Size;
        _confusion = [.. Enumerable.Range(0, _classes).Select(_ => new double[_classes])];
        _ranks = new double[_classes + 1];
        _rowsOfClass = new double[_classes];
        _lossOfClass = new double[_classes];
    }

    public MulticlassClassificationMetrics Measure(IHostEnvironment environment)
    {
        using (var cursor = _data.GetRowCursor([_label, _score]))
        {
            var label = LabelReader(cursor);
            var getScore = cursor.GetGetter<VBuffer<float>>(_score);
            var score = default(VBuffer<float>);
            var values = new float[_classes];
            while (cursor.MoveNext())
            {
                if (label() is not { } actual)
                {
                    _unlabelled++;
                    continue;
                }

                getScore(ref score);
                score.CopyTo(values);
                if (Array.TrueForAll(values, float.IsFinite))
                    Count(values, actual);
                else
                    _badScores++;
            }
        }

        Warn(environment);
        return Metrics();
    }

    // The zero-based class of the current row, null where it has none.
    private Func<int?> LabelReader(DataViewRowCursor row)
    {
        if (_label.Type is KeyDataViewType)
        {
            var getKey = KeyNumbers.Getter(row, _label);
            var key = 0UL;
            return () =>
            {
                getKey(ref key);
                return key == 0 ? null : (int)(key - 1);
            };
        }

        var get = row.GetGetter<float>(_label);
        var value = 0f;
        return () =>
        {
            get(ref value);
            return value >= 0 && value == (int)value ? (int)value : null;
        };
    }

    // A class that no score stands for counts as one that the model gives the least probability.
    private void Count(float[] scores, int actual)
    {
        var known = actual < _classes;
        var own = known ? scores[actual] : 0;
        var rank = 0;
        var predicted = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            if (scores[i] > own || (scores[i] == own && i < actual))
                rank++;
            if (scores[i] > scores[predicted])
                predicted = i;
        }

        var loss = -Math.Log(known ? Math.Clamp(own, LeastProbability, 1) : LeastProbability);
        _rows++;
        _loss += loss;
        _ranks[rank]++;
        if (!known)
        {
            _unknownClasses++;
            return;
        }

        _rowsOfClass[actual]++;
        _lossOfClass[actual] += loss;
        _confusion[actual][predicted]++;
    }

    private void Warn(IHostEnvironment environment)
    {
        using var channel = environment.Register("MulticlassClassificationEvaluator").Start("Evaluation");
        if (_unlabelled > 0)
            channel.Warning(MessageSensitivity.None, "{0} rows have no label and are left out.", _unlabelled);
        if (_badScores > 0)
            channel.Warning(MessageSensitivity.None, "{0} rows have scores that are not finite and are left out.", _badScores);
        if (_unknownClasses > 0)
            channel.Warning(MessageSensitivity.None, "{0} rows have a label that no score stands for; their loss is the highest there is.", _unknownClasses);
    }

    private MulticlassClassificationMetrics Metrics()
    {
        var present = Enumerable.Range(0, _classes).Where(c => _rowsOfClass[c] > 0).ToArray();
        var correct = Enumerable.Range(0, _classes).Sum(c => _confusion[c][c]);
        var loss = _rows > 0 ? _loss / _rows : 0;
        var entropy = -present.Sum(c => _rowsOfClass[c] * Math.Log(_rowsOfClass[c] / _rows)) / _rows;
        return new(
            microAccuracy: _rows > 0 ? correct / _rows : 0,
            macroAccuracy: present.Length > 0 ? present.Average(c => _confusion[c][c] / _rowsOfClass[c]) : 0,
            logLoss: loss,
            logLossReduction: (entropy - loss) / entropy,
            topK: _topK,
            topKAccuracies: _topK > 0 ? [.. Enumerable.Range(1, Math.Min(_topK, _classes + 1)).Select(k => _ranks.Take(k).Sum() / _rows)] : null,
            perClassLogLoss: [.. Enumerable.Range(0, _classes).Select(c => _rowsOfClass[c] > 0 ? _lossOfClass[c] / _rowsOfClass[c] : 0)],
            new ConfusionMatrix(_confusion, ClassNames()));
    }

    private string[] ClassNames()
    {
        if (!_score.HasSlotNames())
            return [.. Enumerable.Range(0, _classes).Select(c => c.ToString(CultureInfo.InvariantCulture))];
        var names = default(VBuffer<ReadOnlyMemory<char>>);
        _score.GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
