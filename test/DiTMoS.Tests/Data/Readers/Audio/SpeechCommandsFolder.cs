using System.Diagnostics;
using DiTMoS.Data.Readers;

namespace DiTMoS.Tests.Data.Readers.Audio;

/// <summary>The wav files of Speech Commands that tests may use, unpacked once, and the coefficients that were computed of them elsewhere.</summary>
public sealed class SpeechCommandsFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SpeechCommandsFolder()
    {
        string archive = RealData.PathOf("kws-speech-commands-9", "speech_commands_wav_subset.tar.xz");
        if (File.Exists(archive))
        {
            using Process tar = Process.Start(new ProcessStartInfo("tar", ["-xJf", archive, "-C", _folder.Root]))!;
            tar.WaitForExit();
            Assert.Equal(0, tar.ExitCode);
        }
    }

    /// <summary>The folder above the dataset's own; the test is skipped where there is none.</summary>
    public string Root
    {
        get
        {
            RealData.Path("kws-speech-commands-9", "speech_commands_wav_subset.tar.xz");
            return _folder.Root;
        }
    }

    /// <summary>The row of each path, such as <c>bed/0c40e715_nohash_0.wav</c>, in the file of coefficients.</summary>
    public static Dictionary<string, int> RowsByPath(string coefficients)
    {
        using var file = new NpzFile(coefficients, maximumBytes: 1 << 30);
        using NpyStream paths = file.Open("path");
        var rows = new Dictionary<string, int>();
        var item = new byte[paths.Header.Type.Bytes];
        for (int n = 0; n < paths.Header.Count; n++)
        {
            paths.ReadExactly(item);
            rows.Add(paths.Header.Type.ToText(item)!, n);
        }

        return rows;
    }

    public void Dispose() => _folder.Dispose();
}
