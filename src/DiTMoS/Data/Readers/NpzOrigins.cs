namespace DiTMoS.Data.Readers;

/// <summary>Reads from an <c>.npz</c> file which recording each window was cut from, and where.</summary>
/// <remarks>
/// Members: <c>recording</c> (N), names, or numbers: places in <c>recording_names</c> (R) where that is there, else counted anew for each subject;
/// and where known <c>start</c> (N), the first sample of the window in its recording, from 0, <c>end</c> (N), the sample behind its last, without which windows
/// are taken to cover as many samples as X has, and <c>recording_fs</c> (Hz), in which both count; without it, in <c>fs</c>.
/// </remarks>
internal static class NpzOrigins
{
    private const string Recording = "recording";
    private const string RecordingNames = "recording_names";
    private const string Start = "start";
    private const string End = "end";
    private const string Rate = "recording_fs";

    /// <summary>Reads them.</summary>
    /// <param name="file">The file.</param>
    /// <param name="count">The number of windows.</param>
    /// <param name="length">The samples of a window.</param>
    /// <param name="subjects">The subject of each window and their names; null where unknown.</param>
    /// <param name="rateHz">The rate of the windows; null where unknown.</param>
    /// <returns>The origins; null where the file does not name recordings.</returns>
    public static WindowOrigins? Read(NpzFile file, int count, int length, (int[] Ids, string[] Names)? subjects, double? rateHz)
    {
        if (!file.Contains(Recording))
        {
            return null;
        }

        (int[] recordings, string[] names) = file.Contains(RecordingNames) ? ReadNamed(file, count) : ReadCounted(file, count, subjects);
        int[]? starts = file.Contains(Start) ? ReadPlaces(file, Start, count, _ => 0) : null;
        return new WindowOrigins
        {
            RecordingNames = names,
            Recordings = recordings,
            Starts = starts,
            Ends = starts is null ? null
                : file.Contains(End) ? ReadPlaces(file, End, count, n => starts[n] + 1L)
                : Array.ConvertAll(starts, start => (int)Math.Min((long)start + length, int.MaxValue)),
            SampleRateHz = file.Contains(Rate) ? NpzMembers.ReadNumbers(file, Rate, 1)[0] : rateHz,
        };
    }

    private static (int[] Recordings, string[] Names) ReadNamed(NpzFile file, int count)
    {
        string[] names = NpzMembers.ReadNames(file, RecordingNames);
        using NpyStream stream = NpzMembers.OpenVector(file, Recording, count);
        long[] places = NpzMembers.ReadWhole(file, Recording, stream);
        int bad = Array.FindIndex(places, place => place < 0 || place >= names.Length);
        return bad < 0
            ? (Array.ConvertAll(places, place => (int)place), names)
            : throw file.Error(Recording, $"window {bad}: the recording must be in [0, {names.Length}), as there are {names.Length} {RecordingNames}. Got {places[bad]}");
    }

    // What counts anew for each subject is told apart, and named, by both.
    private static (int[] Recordings, string[] Names) ReadCounted(NpzFile file, int count, (int[] Ids, string[] Names)? subjects)
    {
        (int[] ids, string[] names) = NpzMembers.ReadIdentifiers(file, Recording, count);
        if (subjects is not { } known)
        {
            return (ids, names);
        }

        int[] recordings = Identifiers.Combine(known.Ids, ids);
        var both = new List<string>();
        for (int n = 0; n < count; n++)
        {
            if (recordings[n] == both.Count)
            {
                both.Add($"{known.Names[known.Ids[n]]} / {names[ids[n]]}");
            }
        }

        return (recordings, [.. both]);
    }

    private static int[] ReadPlaces(NpzFile file, string member, int count, Func<int, long> least)
    {
        using NpyStream stream = NpzMembers.OpenVector(file, member, count);
        long[] places = NpzMembers.ReadWhole(file, member, stream);
        for (int n = 0; n < count; n++)
        {
            if (places[n] < least(n) || places[n] > int.MaxValue)
            {
                throw file.Error(member, $"window {n}: the {member} of a window must be in [{least(n)}, {int.MaxValue}]. Got {places[n]}");
            }
        }

        return Array.ConvertAll(places, place => (int)place);
    }
}
