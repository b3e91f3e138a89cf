using DiTMoS.Data;
using Microsoft.ML.Data;
using Microsoft.ML.DiTMoS.Interop;

namespace Microsoft.ML.DiTMoS;

/// <summary>Windows of the engine as a data view.</summary>
internal static class TimeSeriesView
{
    /// <summary>The view; samples are shared, not copied.</summary>
    public static IDataView Of(WindowSet windows)
    {
        var features = new VectorDataViewType(NumberDataViewType.Single, windows.Channels, windows.Length);
        ReadOnlyMemory<char>[] classes = [.. windows.ClassNames.Select(name => name.AsMemory())];
        int size = windows.WindowLength;
        var columns = new List<MemoryColumn>
        {
            MemoryColumn.OfVectors("Features", features, row => windows.Samples.AsMemory((int)row * size, size), SeriesAnnotations.Create(windows)),
            MemoryColumn.Of("Label", TextDataViewType.Instance, row => windows.Labels[row] is >= 0 and var label ? classes[label] : default),
        };
        if (windows is { Subjects: { } subjects, SubjectNames: { } names })
        {
            columns.Add(MemoryColumn.Of("Subject", TextDataViewType.Instance, row => names[subjects[row]].AsMemory()));
        }

        if (windows.Trials is { } trials)
        {
            columns.Add(MemoryColumn.Of("Trial", NumberDataViewType.Int32, row => trials[row]));
        }

        return new MemoryView(windows.Count, columns);
    }
}
