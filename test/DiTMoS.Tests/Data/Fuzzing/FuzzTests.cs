using System.Globalization;
using DiTMoS.Data.Readers;

namespace DiTMoS.Tests.Data.Fuzzing;

/// <summary>Altered inputs of every reader; <c>build/fuzz</c> runs this with more of them.</summary>
public sealed class FuzzTests
{
    private const string SeedsFile = "test/DiTMoS.Tests/Data/Fuzzing/FailedSeeds.txt";

    public static TheoryData<string> Samples => [.. ReaderSamples.All.Select(sample => sample.Name).Where(name => name.Contains(Variable("DITMOS_FUZZ_SAMPLE"), StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Read_AlteredInputs_SoundRecordingsOrOurExceptions(string name)
    {
        ReaderSample sample = SampleOf(name);
        using var fuzzer = new Fuzzer(sample);
        int count = Number("DITMOS_FUZZ", 1000) / sample.Cost;

        (int read, int refused, FuzzFailure? failure) = fuzzer.Run(Number("DITMOS_FUZZ_SEED", 0), count);

        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"{name}: {read} read, {refused} refused"));
        Assert.True(failure is null, failure is null ? "" : $"{failure.Sample} {failure.Seed} {failure.Problem}\nAdd the line '{failure.Sample} {failure.Seed}' to {SeedsFile}.");
        Assert.Equal(count, read + refused);
        Assert.True(refused > count / 20, $"Only {refused} of {count} were refused: the alterations reach nothing.");
        Assert.True(read > count / 200, $"Only {read} of {count} were read: the alterations do not get past the first check.");
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Read_UnalteredSample_IsRead(string name)
    {
        using var fuzzer = new Fuzzer(SampleOf(name));

        Assert.Equal((2, 0, null), fuzzer.Run(-2, 2));
    }

    [Fact]
    public void Read_SeedsThatFailedOnce_NoLonger()
    {
        IEnumerable<string[]> lines = File.ReadLines(Path.Combine(TestFolders.Root, SeedsFile)).Select(line => line.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        foreach (IGrouping<string, string[]> seeds in lines.Where(line => line.Length > 0).GroupBy(line => line[0]))
        {
            using var fuzzer = new Fuzzer(SampleOf(seeds.Key));
            Assert.All(seeds, seed => Assert.Null(fuzzer.Run(int.Parse(seed[1], CultureInfo.InvariantCulture), 1).Failure));
        }
    }

    [Fact]
    public void All_EveryFormat_HasASample() => Assert.Empty(RecordingFormats.Ids.Except(ReaderSamples.All.Select(sample => sample.Options.Format ?? "")));

    private static ReaderSample SampleOf(string name) => ReaderSamples.All.Single(sample => sample.Name == name);

    private static int Number(string variable, int otherwise) => Variable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private static string Variable(string name) => Environment.GetEnvironmentVariable(name) ?? "";
}
