using DiTMoS.Data;
using Microsoft.ML.DiTMoS;

namespace Microsoft.ML;

/// <summary>The readers of this package under <c>mlContext.Data</c>.</summary>
public static class DiTMoSDataCatalog
{
    /// <summary>Loads the windows of recordings: a file, a folder or an archive in one of the known formats.</summary>
    /// <param name="catalog">The data operations.</param>
    /// <param name="path">Where the recordings are.</param>
    /// <param name="options">What to read and how windows are cut; null for what the format suggests.</param>
    /// <returns>
    /// One row per window: <c>Features</c>, a vector of (C, L) <see cref="float"/>s with the channel names and the sample rate as annotations; <c>Label</c>, the class name, empty
    /// where it is unknown; and where they are known <c>Subject</c>, text, and <c>Trial</c>, the number of the recording.
    /// </returns>
    /// <exception cref="RecordingException">The path is not there, no format fits, or the content breaks a rule.</exception>
    /// <exception cref="global::DiTMoS.OptionException">The options do not fit the recordings.</exception>
    /// <example>
    /// <code>
    /// var options = new RecordingOptions { Windows = new WindowOptions { Seconds = 2, HopSeconds = 1 } };
    /// IDataView data = mlContext.Data.LoadTimeSeries(folder, options);
    /// </code>
    /// The whole program: <c>LoadTimeSeries.cs</c> in <c>src/Samples/Microsoft.ML.DiTMoS.Examples</c>.
    /// </example>
    public static IDataView LoadTimeSeries(this DataOperationsCatalog catalog, string path, RecordingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return TimeSeriesView.Of(Recordings.Load(path, options));
    }

    /// <summary>Shows windows that are in memory as a data view.</summary>
    /// <param name="catalog">The data operations.</param>
    /// <param name="windows">The windows; they must not change while the view is in use.</param>
    /// <returns>One row per window, with the columns of <see cref="LoadTimeSeries(DataOperationsCatalog, string, RecordingOptions?)"/>.</returns>
    /// <example>
    /// <code>
    /// IDataView data = mlContext.Data.LoadTimeSeries(SyntheticRecordings.Create(seed: 1, subjects: 8, trials: 1, windowsPerTrial: 2));
    /// </code>
    /// The whole program: <c>TrainDiTMoS.cs</c> in <c>src/Samples/Microsoft.ML.DiTMoS.Examples</c>.
    /// </example>
    public static IDataView LoadTimeSeries(this DataOperationsCatalog catalog, WindowSet windows)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(windows);
        return TimeSeriesView.Of(windows);
    }
}
