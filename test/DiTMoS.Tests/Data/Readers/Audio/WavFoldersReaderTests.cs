using DiTMoS.Data;
using DiTMoS.Data.Features;
using DiTMoS.Data.Windowing;

namespace DiTMoS.Tests.Data.Readers.Audio;

public sealed class WavFoldersReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_FolderPerClass_FilesAreRecordings()
    {
        Write("word10/a.wav", 10);
        Write("word2/b.WAV", 20);
        Write("word2/a.wav", 30);
        Write("_background_noise_/hum.wav", 40);
        Write("__MACOSX/word2/._a.wav", 40);
        _folder.Write("notes.txt", [1]);

        (RecordingSet set, Recording[] recordings) = Read();

        Assert.Equal("wav-folders", set.Format);
        Assert.Equal(["word2", "word10"], set.ClassNames!);
        Assert.Equal(["0"], set.ChannelNames);
        Assert.Equal(["word10/a.wav", "word2/a.wav", "word2/b.WAV"], recordings.Select(recording => recording.Name));
        Assert.Equal([10, 30, 20], recordings.Select(recording => recording.Length));
        Assert.Equal(["word10/a.wav", "word2/a.wav", "word2/b.WAV"], recordings.Select(recording => recording.Trial!));
        Assert.Equal(new LabelledStretch(0, 30, "word2"), Assert.Single(recordings[1].Labels));
        Assert.All(recordings, recording => Assert.Equal((16000.0, null, null), (recording.SampleRateHz, recording.Subject, recording.OfficialFold)));
    }

    [Fact]
    public void Read_OuterFolderAndForeignNames_ClassIsTheFolderOfTheFile()
    {
        Write("download/speech v2/да/1.wav", 10);
        Write("download/speech v2/いいえ/😀.wav", 10);
        Write("download/speech v2/_background_noise_/1.wav", 10);

        (RecordingSet set, Recording[] recordings) = Read();

        Assert.Equal(["да", "いいえ"], set.ClassNames!);
        Assert.Equal("download/speech v2/いいえ/😀.wav", recordings[1].Trial);
    }

    [Fact]
    public void Read_SpeechCommandsNames_GiveTheSpeaker()
    {
        Write("yes/0a7c2a8d_nohash_0.wav", 10);
        Write("yes/0a7c2a8d_nohash_12.wav", 10);

        Assert.Equal(["0a7c2a8d", "0a7c2a8d"], Read().Recordings.Select(recording => recording.Subject));

        Write("yes/mine.wav", 10);
        Assert.All(Read().Recordings, recording => Assert.Null(recording.Subject));
    }

    [Fact]
    public void Read_OwnLists_TestedIsFoldZeroAndTheRestIsTrained()
    {
        WriteWords();
        _folder.Write("set/testing_list.txt", "yes/b.wav\r\n\nno/not-downloaded.wav\nno/a.wav"u8.ToArray());
        _folder.Write("set/validation_list.txt", "yes/a.wav\n"u8.ToArray());

        Assert.Equal([("no/a", 0), ("no/b", -1), ("yes/a", -1), ("yes/b", 0)], Read().Recordings.Select(recording => (recording.Name[4..^4], recording.OfficialFold!.Value)));
    }

    [Fact]
    public void Read_ListThatNamesNoneOfTheFiles_HasNoOfficialSplit()
    {
        WriteWords();
        _folder.Write("set/testing_list.txt", "yes/z.wav"u8.ToArray());

        Assert.All(Read().Recordings, recording => Assert.Null(recording.OfficialFold));
    }

    [Fact]
    public void Load_BadLists_NameTheRow()
    {
        WriteWords();
        _folder.Write("set/testing_list.txt", "yes/a.wav\n\nnonsense"u8.ToArray());
        AssertRefused("'set/testing_list.txt', row 3: expected the folder of a class", "'nonsense'");

        _folder.Write("set/testing_list.txt", "yes/a.wav"u8.ToArray());
        _folder.Write("set/validation_list.txt", "no/a.wav\nyes/a.wav"u8.ToArray());
        AssertRefused("'set/validation_list.txt', row 2: no file may be in both lists, but 'set/yes/a.wav'");
    }

    [Fact]
    public void Load_FilesThatDiffer_NameBoth()
    {
        WriteWords();
        _folder.Write("set/yes/a.wav", new WavBytes { Channels = 2 }.File());
        AssertRefused("'set/yes/a.wav': all files must have as many channels as the first, 1 as in 'set/no/a.wav'. Got 2");

        _folder.Write("set/yes/a.wav", []);
        AssertRefused("a.wav", "empty");

        _folder.Write("set/yes/a.wav", new WavBytes { Channels = 0 }.File());
        AssertRefused("'set/yes/a.wav', byte 22");
    }

    [Fact]
    public void Load_RatesThatDiffer_AreRefusedUnlessOneIsAskedFor()
    {
        WriteWords(samples: 8000);
        Write("set/yes/a.wav", 4000, rateHz: 8000);

        string message = Assert.Throws<RecordingException>(() => Recordings.Load(_folder.Root)).Message;
        Assert.All((string[])["'set/yes/a.wav'", "8000 Hz", "'set/no/a.wav'", "16000 Hz", "SampleRateHz"], part => Assert.Contains(part, message, StringComparison.Ordinal));

        var options = new RecordingOptions { Windows = new WindowOptions { SampleRateHz = 8000, Seconds = 0.5 } };
        WindowSet windows = Recordings.Load(_folder.Root, options);
        Assert.Equal((4, 13, 24), (windows.Count, windows.Channels, windows.Length));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_RateAskedFor_SetsTheSuggestedFrames(bool isAdjusted)
    {
        WriteWords();

        RecordingOptions options = isAdjusted
            ? new() { AdjustWindows = windows => windows with { SampleRateHz = 8000 } }
            : new() { Windows = new WindowOptions { SampleRateHz = 8000 } };
        MfccStep step = Assert.IsType<MfccStep>(Assert.Single(Read(options).Set.Suggested.Features));

        Assert.Equal((240, 160, 256, 3800.0), (step.FrameLength, step.Hop, step.FftSize, step.HighestHz));
    }

    [Fact]
    public void Read_LooseFiles_OnlyWithoutLabels()
    {
        Write("a.wav", 10);
        AssertRefused("one folder per class", "'a.wav' lies in none");

        var options = new RecordingOptions { RequireLabels = false };
        Assert.Empty(Assert.Single(Read(options).Recordings).Labels);
        Assert.Equal("a.wav", Recordings.Read(_folder["a.wav"], options, set => Assert.Single(set.Recordings.ToArray()).Name));

        Write("yes/b.wav", 10);
        AssertRefused("'a.wav' lies in no folder", "'yes'");
    }

    [Fact]
    public void Load_OneShortFile_IsFilledUpToASecond()
    {
        Write("a.wav", 7000);

        WindowSet windows = Recordings.Load(_folder["a.wav"], new RecordingOptions { RequireLabels = false });

        Assert.Equal((1, 13, 49, -1), (windows.Count, windows.Channels, windows.Length, windows.Labels[0]));
    }

    [Fact]
    public void Load_ShortFiles_KeepTheirClass()
    {
        WriteWords(samples: 7000);

        WindowSet windows = Recordings.Load(_folder.Root);

        Assert.Equal((4, 13, 49), (windows.Count, windows.Channels, windows.Length));
        Assert.Equal([0, 0, 1, 1], windows.Labels);
    }

    [Fact]
    public void Load_EmptyFile_IsNamedWithItsFolder()
    {
        WriteWords();
        _folder.Write("set/no/b.wav", []);

        AssertRefused("'set/no/b.wav' must be a file with something in it");
    }

    [Fact]
    public void Load_OnlyNoise_SaysThatThereAreNoClasses()
    {
        Write("_background_noise_/hum.wav", 40);

        string message = Assert.Throws<RecordingException>(() => Recordings.Load(_folder.Root, new RecordingOptions { Format = "wav-folders" })).Message;

        Assert.Contains("one folder per class", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Recordings_OneAfterAnotherAndAsOftenAsWanted()
    {
        WriteWords();
        Recordings.Read(_folder.Root, new RecordingOptions(), set =>
        {
            Recording first = set.Recordings.First();
            _folder.Write("set/yes/b.wav", "no longer sound"u8.ToArray());
            Assert.Equal(first.Samples[0], set.Recordings.First().Samples[0]);
            Assert.Throws<RecordingException>(() => set.Recordings.Count(recording => recording.Length > 0));
            return true;
        });
    }

    [Fact]
    public void Read_AlteredFiles_OnlyOurExceptions()
    {
        WriteWords();
        var list = "yes/b.wav\nno/a.wav\n"u8.ToArray();
        _folder.Write("set/testing_list.txt", list);
        _folder.Write("set/validation_list.txt", "no/b.wav\n"u8.ToArray());
        var options = new RecordingOptions { MaximumBytes = 1 << 20 };
        foreach ((string name, byte[] sound) in (ReadOnlySpan<(string, byte[])>)[("set/no/a.wav", WavBytes.Of([1, 2, 3])), ("set/testing_list.txt", list)])
        {
            (int read, int refused) = Mutations.Try(sound, bytes =>
            {
                _folder.Write(name, bytes);
                Read(options);
            }, count: 500);
            _folder.Write(name, sound);

            Assert.True(read > 20 && refused > 20, $"{name}: {read} read, {refused} refused");
        }
    }

    [Fact]
    public void Read_AlteredSingleFile_OnlyOurExceptions()
    {
        var options = new RecordingOptions { RequireLabels = false, MaximumBytes = 1 << 20 };

        (int read, int refused) = Mutations.Try(WavBytes.Of([1, 2, 3]), bytes => Recordings.Read(_folder.Write("a.wav", bytes), options, set => set.Recordings.Count()), count: 400);

        Assert.True(read > 10 && refused > 20, $"{read} read, {refused} refused");
    }

    [Fact]
    public void Read_StartOfAWavFileAlone_IsOfNoFormat() => Assert.Throws<RecordingException>(
        () => Recordings.Read(_folder.Write("a.wav", "RIFF12"u8.ToArray()), new RecordingOptions(), set => set.Format));

    private void WriteWords(int samples = 10)
    {
        foreach (string name in (string[])["set/yes/a.wav", "set/yes/b.wav", "set/no/a.wav", "set/no/b.wav"])
        {
            Write(name, samples);
        }
    }

    private void Write(string name, int samples, uint rateHz = 16000)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
        _folder.Write(name, WavBytes.Of([.. Enumerable.Range(0, samples).Select(n => (short)(n * 100))], rateHz));
    }

    private (RecordingSet Set, Recording[] Recordings) Read(RecordingOptions? options = null) =>
        Recordings.Read(_folder.Root, options ?? new RecordingOptions(), set => (set, set.Recordings.ToArray()));

    private void AssertRefused(params string[] parts)
    {
        string message = Assert.Throws<RecordingException>(() => Read()).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }
}
