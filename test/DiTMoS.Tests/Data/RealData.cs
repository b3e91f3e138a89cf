namespace DiTMoS.Tests.Data;

/// <summary>Finds the real recordings that tests may use, and skips the test where they are not there.</summary>
internal static class RealData
{
    public static string Path(params string[] parts)
    {
        string? root = Environment.GetEnvironmentVariable("DITMOS_DATA") ?? BesideTheProject();
        string path = System.IO.Path.Combine([root ?? "", .. parts]);
        Assert.SkipUnless(root is not null && (File.Exists(path) || Directory.Exists(path)), $"The recordings '{string.Join('/', parts)}' are neither in ../shared/data nor where DITMOS_DATA says.");
        return path;
    }

    private static string? BesideTheProject()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "DiTMoS.MLNet.sln")))
        {
            folder = folder.Parent;
        }

        return folder is null ? null : System.IO.Path.Combine(folder.FullName, "..", "shared", "data");
    }
}
