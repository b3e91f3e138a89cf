using System.Reflection;

namespace Microsoft.ML.Offline.Tests.Surface;

/// <summary>Nothing compiles against the subset that would not compile against ML.NET. The listing says what ML.NET 5.0 has of what the subset has.</summary>
public class SurfaceTests
{
    private static readonly SortedDictionary<string, Type> Types = SurfaceListing.TypesOf(Assemblies());

    [Fact]
    public void Types_OfSubset_AreThoseOfListing()
    {
        Assert.SkipUnless(IsSubset, "Built against ML.NET itself, which has more.");

        Assert.Equal(Listing().Keys, Types.Keys);
    }

    [Theory]
    [MemberData(nameof(ListedTypes))]
    public void Type_OfListing_IsOfTheKind(string type)
    {
        var (kind, bases, _) = Listing()[type];

        var (_, actualKind, actualBases) = SurfaceListing.Describe(Types[type]);

        Assert.Equal(kind, actualKind);
        if (IsSubset)
            Assert.Subset(bases.ToHashSet(), actualBases.ToHashSet());
        else
            Assert.Equal(bases, actualBases);
    }

    [Theory]
    [MemberData(nameof(ListedTypes))]
    public void Members_OfListing_AreThere(string type)
    {
        var (_, _, members) = Listing()[type];

        var actual = SurfaceListing.MembersOf(Types[type]).ToArray();

        if (IsSubset)
            Assert.Equal(members, actual);
        else
            Assert.Subset(actual.ToHashSet(), members.ToHashSet());
    }

    public static TheoryData<string> ListedTypes() => new(Listing().Keys);

    private static bool IsSubset => typeof(MLContext).Assembly.GetName().Name == "Microsoft.ML.Offline";

    private static Assembly[] Assemblies()
        => [.. new[] { typeof(IDataView), typeof(IHostEnvironment), typeof(MLContext), typeof(CustomMappingFactory<,>) }.Select(t => t.Assembly).Distinct()];

    private static SortedDictionary<string, (string Kind, string[] Bases, string[] Members)> Listing()
    {
        using var reader = new StreamReader(typeof(SurfaceTests).Assembly.GetManifestResourceStream("MLNet-5.0.txt"));
        var listing = new SortedDictionary<string, (string, string[], string[])>(StringComparer.Ordinal);
        foreach (var block in reader.ReadToEnd().Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Where(b => b[0] != '#'))
        {
            var lines = block.TrimEnd('\n').Split('\n');
            var head = lines[0].Split(" | ");
            listing.Add(head[0], (head[1], head[2].Split("; ", StringSplitOptions.RemoveEmptyEntries), [.. lines.Skip(1).Select(line => line.Trim())]));
        }

        return listing;
    }
}
