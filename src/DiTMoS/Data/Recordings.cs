using DiTMoS.Data.Readers;
using DiTMoS.Data.Sources;
using DiTMoS.Data.Windowing;

namespace DiTMoS.Data;

/// <summary>Reads recordings: finds the format of a file, folder or archive by its content, cuts windows, computes features, and checks the result.</summary>
public static class Recordings
{
    /// <summary>Loads the windows of a source, labelled unless <see cref="RecordingOptions.RequireLabels"/> is false.</summary>
    /// <param name="path">A file, a folder or an archive in one of the known formats.</param>
    /// <param name="options">What to read and how; null for the defaults.</param>
    /// <returns>The windows, checked by <see cref="WindowSetCheck"/>.</returns>
    /// <exception cref="RecordingException">The path is not there, no format fits, or the content breaks a rule.</exception>
    /// <exception cref="OptionException">The options name a format or channel that is not there, or do not fit the recordings.</exception>
    public static WindowSet Load(string path, RecordingOptions? options = null)
    {
        options ??= new RecordingOptions();
        return Read(path, options, recordings =>
        {
            FrontEnd given = options.FrontEnd ?? recordings.Suggested;
            WindowOptions cut = options.Windows ?? given.Windows;
            WindowOptions adjusted = options.AdjustWindows?.Invoke(cut) ?? cut;
            FrontEnd frontEnd = given with
            {
                Windows = adjusted,
                Features = options.Features ?? given.Features,
                Axes = options.Axes ?? given.Axes,
            };
            WindowSet windows = recordings.Windows is not null && options.Windows is null && adjusted == cut
                ? WholeWindows.Take(recordings, frontEnd, options)
                : Windower.Cut(recordings, frontEnd, options);
            if (options.Channels is { } channels)
            {
                windows = windows.SelectChannels(channels);
            }

            WindowSetCheck.Check(windows, options.RequireLabels);
            return windows;
        });
    }

    /// <summary>Opens a source and hands its recordings to <paramref name="use"/>, which reads them one after another; the source is closed behind it.</summary>
    /// <typeparam name="T">What is made of the recordings.</typeparam>
    /// <param name="path">A file, a folder or an archive in one of the known formats.</param>
    /// <param name="options">What to read and how; windows, features and channels are not looked at.</param>
    /// <param name="use">Makes the result; must not keep the recordings.</param>
    /// <exception cref="RecordingException">The path is not there, no format fits, or the content breaks a rule.</exception>
    /// <exception cref="OptionException">The options name a format that is not there.</exception>
    public static T Read<T>(string path, RecordingOptions options, Func<RecordingSet, T> use)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(use);
        if (options.MaximumBytes < 1)
        {
            throw new OptionException($"{OptionName.MaximumBytes} must be at least 1. Got {options.MaximumBytes} instead.");
        }

        try
        {
            using RecordingSource source = RecordingSource.Open(path, options.MaximumBytes);
            try
            {
                (IRecordingReader reader, RecordingSource top) = RecordingFormats.Choose(source, options.Format);
                RecordingSet recordings = reader.Read(top, options);
                source.CheckUnchanged();
                return use(recordings);
            }
            catch (RecordingException)
            {
                source.CheckUnchanged();            // what looks damaged may only be half written
                throw;
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException($"'{path}' could not be read: {error.Message}", error);
        }
    }
}
