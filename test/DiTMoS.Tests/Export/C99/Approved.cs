using System.Runtime.CompilerServices;

namespace DiTMoS.Tests.Export.C99;

/// <summary>Compares text with an approved file beside the tests; a difference is a question for review.</summary>
internal static class Approved
{
    /// <summary>Fails where the text is another than the approved one; with DITMOS_APPROVE set it is written instead.</summary>
    public static void Check(string text, string name, [CallerFilePath] string caller = "")
    {
        string file = Path.Combine(Path.GetDirectoryName(caller)!, "Approved", $"{name}.txt");
        if (Environment.GetEnvironmentVariable("DITMOS_APPROVE") is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
            return;
        }

        Assert.SkipUnless(File.Exists(file), $"There is no '{file}'; the tests run away from their sources.");
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), text.ReplaceLineEndings("\n"));
    }
}
