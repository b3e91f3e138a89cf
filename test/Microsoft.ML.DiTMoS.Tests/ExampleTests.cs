using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Microsoft.ML.DiTMoS.Tests;

/// <summary>The examples of the package print what the comments at their ends say, and the documentation shows lines of theirs.</summary>
public sealed partial class ExampleTests
{
    private const string Program = "Microsoft.ML.DiTMoS.Examples";
    private const string Heading = "// Expected output:\n";
    private const double Tolerance = 0.05;                      // processors round differently, and training adds that up

    public static TheoryData<string> Names => [.. Files().Select(file => Path.GetFileNameWithoutExtension(file)!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Example_Run_PrintsTheExpectedOutput(string name)
    {
        string[] expected = ExpectedOutput(Files().Single(file => Path.GetFileNameWithoutExtension(file) == name));

        OtherProcess printed = OtherProcess.Run(Program, name);

        Assert.True(printed.ExitCode == 0, printed.Errors);
        Assert.Equal(expected.Select(WithoutFractions), printed.Lines.Select(WithoutFractions));
        Assert.All(Fractions(expected).Zip(Fractions(printed.Lines)), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
    }

    [Fact]
    public void Example_Unknown_ListsThoseThatThereAre()
    {
        OtherProcess printed = OtherProcess.Run(Program, "Nonsense");

        Assert.Equal((1, ""), (printed.ExitCode, printed.Output));
        Assert.All(Names, name => Assert.Contains(name.Data, printed.Errors, StringComparison.Ordinal));
    }

    [Fact]
    public void Documentation_CodeOfExamples_IsInAnExample()
    {
        string code = string.Join('\n', Files().Select(File.ReadAllText));
        string documentation = Path.ChangeExtension(typeof(DiTMoSTransformer).Assembly.Location, ".xml");
        Assert.SkipUnless(code.Length > 0 && File.Exists(documentation), "The tests run away from their sources, or without the documentation of the package.");
        string[] lines = [.. XDocument.Load(documentation).Descendants("example").Descendants("code").SelectMany(text => text.Value.Split('\n')).Select(line => line.Trim()).Where(line => line.Length > 0)];

        Assert.True(lines.Length > 10, "The documentation has examples.");
        Assert.All(lines, line => Assert.Contains(line, code, StringComparison.Ordinal));
    }

    private static string[] ExpectedOutput(string file)
    {
        string text = File.ReadAllText(file).ReplaceLineEndings("\n");
        int at = text.IndexOf(Heading, StringComparison.Ordinal);
        Assert.True(at > 0, $"{Path.GetFileName(file)} must end with its expected output.");
        return [.. text[(at + Heading.Length)..].TrimEnd('\n').Split('\n').Select(line => line.StartsWith("//   ", StringComparison.Ordinal) ? line[5..] : line)];
    }

    private static string[] Files([CallerFilePath] string caller = "")
    {
        string folder = Path.Combine(Path.GetDirectoryName(caller)!, "../../src/Samples/Microsoft.ML.DiTMoS.Examples");
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*.cs").Where(file => Path.GetFileName(file) != "Program.cs").Order(StringComparer.Ordinal)] : [];
    }

    private static string WithoutFractions(string line) => Fraction().Replace(line, "#.#");

    private static IEnumerable<double> Fractions(string[] lines) =>
        lines.SelectMany(line => Fraction().Matches(line)).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"\b\d+\.\d+\b")]
    private static partial Regex Fraction();
}
