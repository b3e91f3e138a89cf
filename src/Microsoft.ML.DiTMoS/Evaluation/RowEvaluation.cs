using DiTMoS.Data;
using DiTMoS.Evaluation;
using DiTMoS.Networks;
using Microsoft.ML.Data;
using Microsoft.ML.DiTMoS.Interop;
using Microsoft.ML.DiTMoS.Saving;

namespace Microsoft.ML.DiTMoS;

/// <summary>Evaluates the model that scored some rows by what all of its classifiers say of them.</summary>
internal static class RowEvaluation
{
    /// <summary>Evaluates.</summary>
    /// <exception cref="ArgumentException">A column is missing or of another type, or the scores are of no DiTMoS model.</exception>
    public static EvaluationReport Run(IDataView data, string labelColumnName, string scoreColumnName, string? groupColumnName)
    {
        SavedModel stage = Stage.ModelOf(data.Schema, scoreColumnName) ?? Stage.LastModelOf(data.Schema)
            ?? throw new ArgumentException($"Score column '{scoreColumnName}': expected the scores of a DiTMoS model. Evaluate what its Transform gives.", nameof(data));
        var labels = new List<int>();
        var groups = new List<int>();
        WindowSet windows = Collect(data, stage, labelColumnName, groupColumnName, labels, groups);
        return EvaluationReport.From(stage.Model.Score(windows), [.. labels], stage.Model.ClassNames, [.. groups], stage.Model.Temperature);
    }

    private static WindowSet Collect(IDataView data, SavedModel stage, string labelColumnName, string? groupColumnName, List<int> labels, List<int> groups)
    {
        WindowModel model = stage.Model;
        DataViewSchema.Column features = ColumnCheck.Features(data.Schema, stage.FeatureColumnName, model.Channels * model.Length);
        DataViewSchema.Column label = ColumnCheck.Label(data.Schema, labelColumnName);
        DataViewSchema.Column? group = groupColumnName is { } name ? ColumnCheck.Find(data.Schema, name, "Group") : null;
        using DataViewRowCursor cursor = data.GetRowCursor(group is { } there ? [features, label, there] : [features, label]);
        ValueGetter<VBuffer<float>> getFeatures = cursor.GetGetter<VBuffer<float>>(features);
        ValueGetter<uint> getLabel = cursor.GetGetter<uint>(label);
        Func<string>? getGroup = group is { } column ? GroupReader.Create(cursor, column) : null;
        var numbers = new Dictionary<string, int>();
        var windows = new List<float[]>();
        VBuffer<float> buffer = default;
        while (cursor.MoveNext())
        {
            uint key = 0;
            getLabel(ref key);
            getFeatures(ref buffer);
            float[] window = [.. buffer.DenseValues()];
            if (key == 0 || !Array.TrueForAll(window, float.IsFinite))
            {
                continue;
            }

            windows.Add(window);
            labels.Add((int)key - 1);
            if (getGroup?.Invoke() is { } groupName)
            {
                numbers.TryAdd(groupName, numbers.Count);
                groups.Add(numbers[groupName]);
            }
        }

        return new WindowSet
        {
            Samples = [.. windows.SelectMany(window => window)],
            Channels = model.Channels,
            Length = model.Length,
            Labels = [.. labels],
            ClassNames = stage.Model.ClassNames,
            ChannelNames = stage.Model.ChannelNames,
            Source = "IDataView",
        };
    }
}
