namespace DiTMoS.Tests.Data;

/// <summary>Finds the real recordings that tests may use, and skips the test where they are not there.</summary>
internal static class RealData
{
    public static string Path(params string[] parts)
    {
        string root = Environment.GetEnvironmentVariable("DITMOS_DATA") ?? System.IO.Path.Combine(TestFolders.Root, "..", "shared", "data");
        string path = System.IO.Path.Combine([root, .. parts]);
        Assert.SkipUnless(File.Exists(path) || Directory.Exists(path), $"The recordings '{string.Join('/', parts)}' are neither in ../shared/data nor where DITMOS_DATA says.");
        return path;
    }
}
