using System.Globalization;
using DiTMoS.Data;
using DiTMoS.Networks;
using Microsoft.ML.Data;
using Microsoft.ML.DiTMoS.Interop;

namespace Microsoft.ML.DiTMoS;

/// <summary>The rows of a view as windows that a deployment is verified with.</summary>
internal static class DeploymentWindows
{
    /// <summary>Reads the features column, and no other; rows with a value that is not finite get no answer from a model, and are left out.</summary>
    /// <param name="view">The rows, as the model reads them.</param>
    /// <param name="featureColumnName">Their features column.</param>
    /// <param name="model">The model.</param>
    /// <exception cref="ArgumentException">The column is missing or of another type, or no row is left.</exception>
    public static WindowSet Read(IDataView view, string featureColumnName, WindowModel model)
    {
        DataViewSchema.Column features = ColumnCheck.Features(view.Schema, featureColumnName, model.Channels * model.Length);
        List<float[]> windows = FiniteWindows(view, features, out long rows);
        if (windows.Count == 0)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"Features column '{featureColumnName}': expected at least one window to verify with whose values are all finite. Got {rows} rows without one: give other rows, or no view for the windows that the model keeps."),
                nameof(view));
        }

        return new WindowSet
        {
            Samples = Join(windows, model.Channels * model.Length),
            Channels = model.Channels,
            Length = model.Length,
            Labels = [.. Enumerable.Repeat(-1, windows.Count)],   // verification asks what the model answers, not whether it is right
            ClassNames = model.ClassNames,
            ChannelNames = model.ChannelNames,
            SampleRateHz = model.SampleRateHz,
            FrontEnd = model.FrontEnd,
            Source = "rows of an IDataView",
        };
    }

    private static List<float[]> FiniteWindows(IDataView view, DataViewSchema.Column features, out long rows)
    {
        using DataViewRowCursor cursor = view.GetRowCursor([features]);
        ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(features);
        VBuffer<float> buffer = default;
        var windows = new List<float[]>();
        for (rows = 0; cursor.MoveNext(); rows++)
        {
            getter(ref buffer);
            var window = new float[buffer.Length];
            buffer.CopyTo(window);
            if (Array.TrueForAll(window, float.IsFinite))
            {
                windows.Add(window);
            }
        }

        return windows;
    }

    private static float[] Join(List<float[]> windows, int length)
    {
        var samples = new float[checked(windows.Count * length)];
        for (int i = 0; i < windows.Count; i++)
        {
            windows[i].CopyTo(samples, i * length);
        }

        return samples;
    }
}
