using System.Globalization;
using System.Text;
using DiTMoS.Data;
using DiTMoS.Data.Readers;
using DiTMoS.Data.Readers.Csv;
using DiTMoS.Data.Windowing;

namespace DiTMoS.Tests.Data.Readers.Csv;

public sealed class CsvReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_OneFileWithColumns_RecordingsSubjectsTrialsAndLabels()
    {
        string file = Write("log.csv", """
            Timestamp_ms,User,Session,Trial,acc_x,acc_y,Activity
            0,ann,a,1,1,10,walk
            20,ann,a,1,2,20,walk
            40,ann,a,1,3,30,run
            0,ann,a,2,4,40,run
            20,ann,a,2,5,50,
            40,ann,a,2,6,60,walk
            7,bob,a,1,7,70,walk
            """);

        Recording[] recordings = Read(file);

        Assert.Equal(["ann / a / 1", "ann / a / 2", "bob / a / 1"], recordings.Select(recording => recording.Trial));
        Assert.Equal(["ann", "ann", "bob"], recordings.Select(recording => recording.Subject));
        Assert.Equal([50.0, 50.0, 50.0], recordings.Select(recording => recording.SampleRateHz));
        Assert.Equal([[1f, 2, 3], [10, 20, 30]], recordings[0].Samples);
        Assert.Equal([new LabelledStretch(0, 2, "walk"), new LabelledStretch(2, 1, "run")], recordings[0].Labels);
        Assert.Equal([new LabelledStretch(0, 1, "run"), new LabelledStretch(2, 1, "walk")], recordings[1].Labels);
        Assert.All(recordings, recording => Assert.Empty(recording.Gaps));
    }

    [Fact]
    public void Load_FoldsAndGroups_SplitAsTheySay()
    {
        WindowSet windows = Recordings.Load(
            Write("log.csv", "session,trial_group,test fold,x,label\na,g,0,1,run\na,g,0,2,run\nb,g,0,5,walk\nb,g,0,6,walk\nc,h,-1,1,run\nc,h,-1,3,run\nd,i,,1,run\nd,i,,4,run\n"),
            new RecordingOptions { Windows = new WindowOptions { Length = 2 } });

        Assert.Equal([0, 0, -1, -1], windows.OfficialFolds!);
        Assert.Equal([0, 0, 1, 2], windows.Trials!);
        Assert.Equal(["x"], windows.ChannelNames);
    }

    [Theory]
    [InlineData("session,fold,x\na,0,1\na,1,2\n", "row 3, column 2 ('fold'): all rows of a recording must have the same. Got '1' behind '0'")]
    [InlineData("session,fold,x\na,-2,1\n", "row 2, column 2 ('fold'): a test fold must be a whole number from 0")]
    [InlineData("session,fold,x\na,test,1\n", "Got 'test'. Rename the column if it is something else")]
    [InlineData("session,trial_group,x\na,,1\n", "row 2, column 2 ('trial_group'): the trial that a recording belongs to must be there")]
    [InlineData("session,trial_group,x\na,g,1\na,h,1\n", "Got 'h' behind 'g'")]
    public void Read_FoldOrGroupThatCannotBe_NamesRowAndColumn(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<RecordingException>(() => Read(Write("log.csv", text), new CsvOptions { ClassFrom = CsvClassSource.FileName })).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("acc_x [m/s^2],gyro_x (dps)", "acc_x,gyro_x", "m/s^2,deg/s")]
    [InlineData("acc_x[m/s²],acc_y ( g )", "acc_x,acc_y", "m/s^2,g")]
    [InlineData("acc_x (mg),hr [1/min]", "acc_x,hr [1/min]", "mg,")]
    [InlineData("x (left),y", "x (left),y", null)]
    [InlineData("acc [g],acc [m/s^2]", "acc [g],acc [m/s^2]", "g,m/s^2")]
    [InlineData("[g],y (g]", "[g],y (g]", null)]
    public void Read_UnitsInTheHeader_AreThoseOfTheChannels(string header, string names, string? units) =>
        Recordings.Read(Write("log.csv", header + ",label\n1,2,walk\n3,4,walk\n"), new RecordingOptions(), set =>
        {
            Assert.Equal(names, string.Join(',', set.ChannelNames));
            Assert.Equal(units, set.ChannelUnits is { } known ? string.Join(',', known) : null);
            return 0;
        });

    [Fact]
    public void Load_UnitsInTheHeader_AreConverted()
    {
        string file = Write("log.csv", "acc_x [g],hr,label\n1,60,walk\n2,61,walk\n3,62,run\n4,63,run\n");

        WindowSet windows = Recordings.Load(file, new RecordingOptions { Windows = new WindowOptions { Length = 2 }, Units = ["m/s^2"], Csv = new CsvOptions { Channels = ["hr", "ACC_X"] } });

        Assert.Equal(["hr", "acc_x"], windows.ChannelNames);
        Assert.Equal([60f, 61, 9.80665f, 2 * 9.80665f], windows.Window(0).ToArray());
        Assert.Equal(["", "m/s^2"], windows.FrontEnd!.ChannelUnits!);
    }

    [Fact]
    public void Read_FilesInDifferentUnits_AreRefused()
    {
        Write("a/1.csv", "x [g]\n1\n2\n");
        Write("b/2.csv", "x [mg]\n1\n2\n");

        Assert.Contains("'b/2.csv' must have its channels in the units of 'a/1.csv', g. Got mg.", Assert.Throws<RecordingException>(() => Read(_folder.Root)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OneFile_WindowsAtTwoSecondsByHalf()
    {
        var text = new StringBuilder("t,x,label\n");
        for (int n = 0; n < 400; n++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{n * 0.02:F2},{n},{(n < 200 ? "a" : "b")}\n");
        }

        WindowSet windows = Recordings.Load(Write("log.csv", text.ToString()));

        Assert.Equal((100, 50.0), (windows.Length, windows.SampleRateHz));
        Assert.Equal([0f, 50, 100, 150, 200, 250, 300], Enumerable.Range(0, windows.Count).Select(n => windows.Window(n)[0]));
        Assert.Equal(["a", "b"], windows.ClassNames);
    }

    [Fact]
    public void Load_RateUnknown_WindowsOf128()
    {
        WindowSet windows = Recordings.Load(Write("log.csv", "x,label\n" + string.Concat(Enumerable.Range(0, 256).Select(n => $"{n},{(n < 128 ? "a" : "b")}\n"))));

        Assert.Equal((3, 128, null), (windows.Count, windows.Length, windows.SampleRateHz));
    }

    [Fact]
    public void Read_FilePerRecordingInFolders_FolderIsTheClass()
    {
        Write("walk/1.csv", "x,y\n1,2\n3,4\n");
        Write("run/1.csv", "X,Y\n5,6\n7,8\n".ToLowerInvariant());
        Write("run/2.tsv", "x\ty\n9\t10\n");
        Write("notes.txt", "no recording");

        Recording[] recordings = Read(_folder.Root);

        Assert.Equal(["run/1.csv", "run/2.tsv", "walk/1.csv"], recordings.Select(recording => recording.Trial));
        Assert.Equal(["run", "run", "walk"], recordings.Select(recording => recording.Labels[0].ClassName));
        Assert.Equal([[9f], [10]], recordings[1].Samples);
    }

    [Fact]
    public void Read_ClassInTheNameOfTheFile_ByOption()
    {
        Write("walk_01.csv", "1,2\n3,4\n");
        Write("jump-2.csv", "5,6\n");

        Recording[] recordings = Read(_folder.Root, new CsvOptions { ClassFrom = CsvClassSource.FileName });

        Assert.Equal(["jump", "walk"], recordings.Select(recording => recording.Labels[0].ClassName));
        Assert.Equal([[1f, 3], [2, 4]], recordings[1].Samples);
    }

    [Theory]
    [InlineData("x;y;label\n1,5;2;a\n-3,25;4e1;b\n")]
    [InlineData("x\ty\tlabel\r\n1.5\t2\ta\r\n-3.25\t40\tb\r\n")]
    [InlineData("x|y|label\n1.5|2|a\n-3.25|40.0|b\n")]
    [InlineData("x y label\n1.5   2 a\n -3.25 40 b\n")]
    [InlineData("\"x\",\"y\",\"label\"\n\"1.5\",\"2\",\"a\"\n\"-3.25\",\"40\",\"b\"")]
    [InlineData("# made\n\nx, y, label\n1.5, 2, a\n# more\n-3.25, 40, b\n\n")]
    [InlineData("1.5,2,a\n-3.25,40,b\n")]
    [InlineData("index,x,y,label,,\n0,1.5,2,a,,\n1,-3.25,40,b,,\n")]
    public void Read_WayOfWriting_IsFoundOut(string text)
    {
        Recording recording = Assert.Single(Read(Write("log.csv", text)));

        Assert.Equal([[1.5f, -3.25f], [2, 40]], recording.Samples);
        Assert.Equal([new LabelledStretch(0, 1, "a"), new LabelledStretch(1, 1, "b")], recording.Labels);
    }

    [Fact]
    public void Read_ByteOrderMarks_AreUnderstood()
    {
        const string text = "größe,label\n1,a\n2,b\n";
        foreach (Encoding encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode])
        {
            string file = _folder.Write("log.csv", [.. encoding.Preamble, .. encoding.GetBytes(text)]);
            Recordings.Read(file, new RecordingOptions(), set =>
            {
                Assert.Equal("csv", set.Format);
                Assert.Equal(["größe"], set.ChannelNames);
                Assert.Equal([[1f, 2]], set.Recordings.Single().Samples);
                return 0;
            });
        }
    }

    [Fact]
    public void Read_WideBlanks_AreTakenForNothingElse()
    {
        string row = "1.5".PadRight(300) + "a\n";

        Assert.Equal([[1.5f, 1.5f, 1.5f]], Assert.Single(Read(Write("log.txt", row + row + row))).Samples);
    }

    [Theory]
    [InlineData("time", "0;0.01;0.02;0.03", 100.0)]
    [InlineData("time", "0;10;20;30", 100.0)]
    [InlineData("time", "5000;15000;25000;35000", 100.0)]
    [InlineData("time", "1700000000000000000;1700000000010000000;1700000000020000000;1700000000030000000", 100.0)]
    [InlineData("time", "0;33;67;100;133;167;200", 30.0)]
    [InlineData("time", "1700000000;1700000001;1700000002", 1.0)]
    [InlineData("time", "1;2;3;4", null)]
    [InlineData("time_ms", "1;2;3;4", 1000.0)]
    [InlineData("Time (s)", "1;2;3;4", 1.0)]
    [InlineData("t[us]", "0;500;1000", 2000.0)]
    [InlineData("timestamp", "2024-03-01T12:00:00.25Z;2024-03-01T12:00:00.50Z;2024-03-01T12:00:00.75Z;2024-03-01T12:00:01Z", 4.0)]
    [InlineData("timestamp", "2024-03-01 12:00:00.123456789;2024-03-01 12:00:00.223456789;2024-03-01 12:00:00.323456789", 10.0)]
    [InlineData("ms", "0;5;10", 200.0)]
    [InlineData("timestamps", "0;5;10", 200.0)]
    [InlineData("elapsed_time_s", "0;5;10", 0.2)]
    [InlineData("seconds_elapsed", "0;5;10", 0.2)]
    public void Read_TimeStamps_GiveTheRate(string name, string times, double? rate)
    {
        string file = Write("log.csv", $"{name},x,label\n" + string.Concat(times.Split(';').Select((time, n) => $"{time},{n},a\n")));

        Recording recording = Assert.Single(Read(file));

        Assert.Equal(rate, recording.SampleRateHz);
        Assert.Empty(recording.Gaps);
        Assert.Single(recording.Samples);
    }

    [Theory]
    [InlineData("0;0.02;0.04;0.10;0.12;0.14", new[] { 3 })]
    [InlineData("0;20;40;80;100;120;500;520", new[] { 3, 6 })]
    [InlineData("0;1;3;4;6;7;9;10", new int[0])]
    [InlineData("0;20;40;69;89;109", new int[0])]
    [InlineData("1;2;3;4;5;6;7;8;9;10;11;12;14;15", new[] { 12 })]
    public void Read_StepsOverOneAndAHalf_AreGaps(string times, int[] gaps)
    {
        string file = Write("log.csv", "time,x,label\n" + string.Concat(times.Split(';').Select((time, n) => $"{time},{n},a\n")));

        Assert.Equal(gaps, Assert.Single(Read(file)).Gaps);
    }

    [Fact]
    public void Read_RatesThatDifferLittle_AreOne()
    {
        string file = Write("log.csv", "session,ms,x,label\n" + string.Concat(((int[])[20, 20, 20, 20]).Select((step, n) => $"a,{n * step},1,a\n")) + "b,0,1,a\nb,20,1,a\nb,40,1,a\nb,61,1,a\nc,0,1,a\nc,10,1,a\n");

        Assert.Equal([50.0, 50.0, 100.0], Read(file).Select(recording => recording.SampleRateHz));
    }

    [Fact]
    public void Read_Options_NameColumnsWhateverTheyAreCalled()
    {
        string file = Write("log.csv", "who,what,when,a,b,n\n7,1,0,1,2,3\n7,2,4,4,5,6\n8,1,0,7,8,9\n");
        var options = new CsvOptions { SubjectColumn = "WHO", LabelColumn = "2", TimeColumn = "when", TimeUnit = CsvTimeUnit.Seconds, Channels = ["n", "a"] };

        Recording[] recordings = Read(file, options);

        Assert.Equal(["7", "8"], recordings.Select(recording => recording.Subject));
        Assert.Equal([[3f, 6], [1, 4]], recordings[0].Samples);
        Assert.Equal(["1", "2"], recordings[0].Labels.Select(label => label.ClassName));
        Assert.Equal(0.25, recordings[0].SampleRateHz);
        Assert.Equal(25.0, Read(file, options with { SampleRateHz = 25 })[0].SampleRateHz);
    }

    [Fact]
    public void Read_MissingValues_AreRefusedInterpolatedOrGaps()
    {
        string file = Write("log.csv", "x,y,label\n1,1,a\n,2,a\n3,NaN,a\n4,4,a\n");

        AssertRefused(file, null, "'log.csv', row 3, column 1 ('x'): a value is missing ('')", "Csv.Missing to Interpolate or Gap");
        Assert.Equal([[1f, 2, 3, 4], [1, 2, 3, 4]], Read(file, new CsvOptions { Missing = MissingValues.Interpolate })[0].Samples);

        Recording recording = Read(file, new CsvOptions { Missing = MissingValues.Gap })[0];
        Assert.Equal([[1f, 4], [1, 4]], recording.Samples);
        Assert.Equal([1], recording.Gaps);
        Assert.Equal([new LabelledStretch(0, 2, "a")], recording.Labels);

        AssertRefused(Write("log.csv", "s,x,session,label\n1,1,a,a\n2,2,a,a\n1,,b,a\n"), new CsvOptions { Missing = MissingValues.Interpolate }, "row 4, column 2 ('x'): all values of the recording that begins here are missing");
    }

    [Theory]
    [InlineData("x,y,label\n1,2,a\n3,abc,a\n", "row 3, column 2 ('y'): expected a number that single precision holds. Got 'abc'")]
    [InlineData("1,abc,3,a\n4,5,6,a\n7,8,9,a\n", "row 1, column 2: expected a number")]
    [InlineData("x,y,label\n1,2,a\n3,1e99,a\n", "Got '1e99'")]
    [InlineData("x,y,label\n1,2,a\n3,Infinity,a\n", "Got 'Infinity'")]
    [InlineData("x,y,label\n1,2,a\n3,4\n5,6,a\n", "row 3: there must be 3 fields, as the first row has. Got 2")]
    [InlineData("x,y,label\n1,2,a\n3,4,a,9\n5,6,a\n", "row 3: there must be 3 fields, as the first row has. Got 4")]
    [InlineData("x,y,label\n1,2,a\n3,4,\"a\n5,6,a\n", "row 3: a quote that opens must be closed in the same row")]
    [InlineData("time,x,label\n0,1,a\n2,2,a\n1,3,a\n", "row 4, column 1 ('time'): time must not go back within a recording. Got '1'")]
    [InlineData("time,x,label\n0,1,a\n2,2,a\nnoon,3,a\n", "row 4, column 1 ('time'): expected a number, as in the rows before. Got 'noon'")]
    [InlineData("time,x,label\n0,1,a\n2,2,a\n,3,a\n", "Got ''")]
    [InlineData("date time,x,label\n2024-03-01T12:00:00,1,a\n2024-03-01T25:00:00,2,a\n", "row 3, column 1 ('date time'): expected a date and time")]
    [InlineData("session,x,label\na,1,a\nb,2,a\na,3,a\n", "row 4: the rows of a recording must follow each other, but 'a' was there before")]
    [InlineData("session,x,label\na,1,a\n,2,a\n", "row 3, column 1 ('session'): what tells recordings apart must be there in every row")]
    [InlineData("x,x,label\n1,2,a\n", "'x' is there twice")]
    [InlineData("a,label\nb,c\nd,e\n", "must have a column of numbers")]
    [InlineData("x,y\n1,2\n", "must have a column of classes, named such as 'label'")]
    [InlineData("x,label\n", "must have rows of numbers behind the header")]
    [InlineData("\n# nothing\n", "must have rows of numbers. Got none")]
    public void Read_BadContent_NamesRowAndColumn(string text, string part) => AssertRefused(Write("log.csv", text), null, "'log.csv'", part);

    [Fact]
    public void Read_AWindowPerRow_PointsToNpz()
    {
        string header = string.Join(',', Enumerable.Range(0, 128).Select(n => $"x{n}")) + ",label\n";
        string file = Write("log.csv", header + string.Join(',', Enumerable.Range(0, 128)) + ",a\n");

        AssertRefused(file, null, "128 columns of numbers and no time", ".npz", "Csv.Channels");
        Assert.Single(Read(file, new CsvOptions { Channels = ["x3"] }));
    }

    [Fact]
    public void Read_FilesOfDifferentChannels_AreRefused()
    {
        Write("a/1.csv", "x,y\n1,2\n");
        Write("b/1.csv", "x,z\n1,2\n");

        AssertRefused(_folder.Root, null, "'b/1.csv' must have the channels of 'a/1.csv', x, y. Got x, z");
    }

    [Fact]
    public void Read_OptionsThatDoNotFit_AreRefused()
    {
        string file = Write("log.csv", "x,label\n1,a\n2,b\n");

        foreach (CsvOptions options in (CsvOptions[])
        [
            new() { Delimiter = 'x' }, new() { DecimalSign = '\'' }, new() { Delimiter = ',', DecimalSign = ',' }, new() { Channels = [] }, new() { Channels = ["z"] },
            new() { LabelColumn = "3" }, new() { SampleRateHz = 0 }, new() { GapFactor = 1 }, new() { Missing = (MissingValues)9 }, new() { ClassFrom = (CsvClassSource)9 }, new() { TimeUnit = (CsvTimeUnit)9 },
        ])
        {
            Assert.StartsWith("Csv.", Assert.Throws<OptionException>(() => Read(file, options)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Read_RecordingBeyondTheLimit_IsRefused()
    {
        string file = Write("log.csv", "x,label\n" + string.Concat(Enumerable.Repeat("1,a\n", 2000)));

        string message = Assert.Throws<RecordingException>(() => Recordings.Read(file, new RecordingOptions { MaximumBytes = 20_000 }, set => set.Recordings.Count())).Message;
        Assert.Contains("Tell recordings apart by a column", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ManyRecordings_OneAtATime()
    {
        string file = Write("log.csv", "session,x,label\n" + string.Concat(Enumerable.Range(0, 5).Select(s => string.Concat(Enumerable.Repeat($"{s},1,a\n", 100)))) + "5,bad,a\n");

        Recordings.Read(file, new RecordingOptions(), set =>
        {
            Assert.Equal(5, set.Recordings.Take(5).Count());
            Assert.Throws<RecordingException>(() => set.Recordings.Count());
            return 0;
        });
    }

    [Theory]
    [InlineData("log.dat", "1 2 3\n4 5 6\n7 8 9\n", true)]
    [InlineData("log.txt", "x;y\n1;2\n3;4\n", true)]
    [InlineData("story.txt", "Once upon a time, there\nwas a table, of no\nnumbers, at all\n", false)]
    [InlineData("log.csv", "\0\u0001\u0002", false)]
    public void Load_OtherNames_AreRecognizedByContent(string name, string text, bool isCsv)
    {
        string file = Write(name, text);
        var options = new RecordingOptions { RequireLabels = false };

        if (isCsv)
        {
            Assert.Equal("csv", Recordings.Read(file, options, set => set.Format));
        }
        else
        {
            Assert.Contains("expected one of these formats", Assert.Throws<RecordingException>(() => Recordings.Read(file, options, set => set.Format)).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("time,user,session,x,y,label\n0,ann,a,1,2,walk\n20,ann,a,3,4,run\n40,ann,b,5,6,run\n60,bob,a,7,8,walk\n")]
    [InlineData("timestamp;x;y\n2024-03-01T12:00:00.25Z;1,5;2\n2024-03-01T12:00:00.50Z;\"3,5\";4\n2024-03-01T12:00:00.75Z;5;6\n")]
    public void Read_AlteredFile_OnlyOurExceptions(string sound)
    {
        var options = new RecordingOptions { Format = "csv", RequireLabels = false };

        (int read, int refused) = Mutations.Try(
            Encoding.UTF8.GetBytes(sound),
            bytes => Recordings.Read(_folder.Write("log.csv", bytes), options, set => set.Recordings.Count()),
            count: 1000);

        Assert.True(read > 50 && refused > 100, $"{read} were read, {refused} refused");
    }

    private static Recording[] Read(string path, CsvOptions? options = null) => Recordings.Read(path, new RecordingOptions { Csv = options ?? new() }, set => set.Recordings.ToArray());

    private string Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
        return _folder.Write(name, Encoding.UTF8.GetBytes(text));
    }

    private static void AssertRefused(string path, CsvOptions? options, params string[] parts)
    {
        string message = Assert.Throws<RecordingException>(() => Read(path, options)).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }
}
