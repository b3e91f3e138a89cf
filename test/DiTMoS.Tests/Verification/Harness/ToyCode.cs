using DiTMoS.Data;
using DiTMoS.Tests.Data;
using DiTMoS.Verification.Harness;

namespace DiTMoS.Tests.Verification.Harness;

/// <summary>The inference by hand of the folder Toy, with or without a fault built in.</summary>
internal static class ToyCode
{
    private const int Windows = 20;

    /// <summary>A folder to run it in.</summary>
    /// <param name="temporary">Where changed code goes.</param>
    /// <param name="define">What is defined in the code, such as a fault; null for nothing.</param>
    /// <param name="name">The model's name.</param>
    public static RunnerFolder Folder(TemporaryFolder temporary, string? define = null, string name = "toy")
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(TestFolders.Root, "test", "DiTMoS.Tests", "Verification", "Toy")))
        {
            string code = File.ReadAllText(file).Replace("toy", name, StringComparison.Ordinal).Replace("TOY", name.ToUpperInvariant(), StringComparison.Ordinal);
            File.WriteAllText(temporary[Path.GetFileName(file).Replace("toy", name, StringComparison.Ordinal)], (define is null ? "" : $"#define {define.Replace("TOY", name.ToUpperInvariant(), StringComparison.Ordinal)}\n") + code);
        }

        var folder = new RunnerFolder(new C99Subject
        {
            Name = name,
            Headers = temporary.Root,
            Sources = [.. Directory.EnumerateFiles(temporary.Root, "*.c").Order(StringComparer.Ordinal)],
            Channels = 2,
            Length = 8,
            Classes = 3,
            Steps = 4,
        });
        WindowSet windows = RandomWindows();
        folder.WriteWindows(windows, [.. Enumerable.Range(0, windows.Count)]);
        return folder;
    }

    /// <summary>The windows that it is run on.</summary>
    public static WindowSet RandomWindows() => new()
    {
        Samples = Draw.Gaussian(Windows * 2 * 8, seed: 5).ToSingle(),
        Channels = 2,
        Length = 8,
        Labels = new int[Windows],
        ClassNames = ["a", "b", "c"],
        ChannelNames = ["x", "y"],
        Source = "random",
    };

    /// <summary>The logits of a window, computed here.</summary>
    public static (int Route, float[] Logits) Reference(ReadOnlySpan<float> window)
    {
        float[,,] weights = { { { 0.5f, -1.0f }, { 0.25f, 0.75f }, { -0.125f, 0.3f } }, { { -0.5f, 0.1f }, { 1.25f, -0.7f }, { 0.6f, 0.2f } } };
        var means = new float[2];
        for (int c = 0; c < 2; c++)
        {
            float sum = 0;
            foreach (float value in window.Slice(c * 8, 8))
            {
                sum += value;
            }

            means[c] = sum * 0.125f;
        }

        int route = means[1] > means[0] ? 1 : 0;
        return (route, [.. Enumerable.Range(0, 3).Select(k => (weights[route, k, 0] * means[0]) + (weights[route, k, 1] * means[1]))]);
    }
}
