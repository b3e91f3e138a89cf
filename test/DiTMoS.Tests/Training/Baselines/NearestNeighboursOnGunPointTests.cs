using System.Globalization;
using DiTMoS.Training.Baselines;

namespace DiTMoS.Tests.Training.Baselines;

public class NearestNeighboursOnGunPointTests
{
    [Fact]
    public void Predict_OneNeighbour_HasTheErrorOfTheUcrArchive()
    {
        string folder = Path.Combine(DataFolder(), "ucr-uea", "GunPoint");
        Assert.SkipUnless(Directory.Exists(folder), $"{folder} is missing: the recordings are not part of the repository.");
        (float[] train, int[] trainLabels) = Read(Path.Combine(folder, "GunPoint_TRAIN.ts"));
        (float[] test, int[] testLabels) = Read(Path.Combine(folder, "GunPoint_TEST.ts"));

        int[] predicted = NearestNeighbours.Predict(train, trainLabels, test, 150, 1, 2, threads: 2);

        Assert.Equal(13, predicted.Zip(testLabels).Count(pair => pair.First != pair.Second));   // 13 / 150 = 0.0867, the archive's figure for 1-NN, Euclid
    }

    private static string DataFolder()
    {
        if (Environment.GetEnvironmentVariable("DITMOS_DATA") is { Length: > 0 } named)
        {
            return named;
        }

        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "DiTMoS.MLNet.sln")))
        {
            root = root.Parent;
        }

        return Path.Combine(root?.FullName ?? ".", "..", "shared", "data");
    }

    /// <summary>Lines of comma-separated samples, a colon, and the class, 1 or 2.</summary>
    private static (float[] Samples, int[] Labels) Read(string path)
    {
        string[][] lines = [.. File.ReadLines(path).SkipWhile(line => line.Trim() != "@data").Skip(1).Select(line => line.Split(':')).Where(parts => parts.Length == 2)];
        return (
            [.. lines.SelectMany(parts => parts[0].Split(',')).Select(value => float.Parse(value, CultureInfo.InvariantCulture))],
            [.. lines.Select(parts => int.Parse(parts[1], CultureInfo.InvariantCulture) - 1)]);
    }
}
