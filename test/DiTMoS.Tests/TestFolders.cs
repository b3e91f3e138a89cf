namespace DiTMoS.Tests;

/// <summary>Where tests find things outside their own assembly.</summary>
internal static class TestFolders
{
    /// <summary>The folder of the solution file.</summary>
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        for (string? folder = AppContext.BaseDirectory; folder != null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "DiTMoS.MLNet.sln")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException("The tests run outside the project's folder: DiTMoS.MLNet.sln is not above them.");
    }
}
