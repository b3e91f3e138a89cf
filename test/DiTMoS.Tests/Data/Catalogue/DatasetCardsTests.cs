using DiTMoS.Data.Catalogue;
using DiTMoS.Data.Readers;

namespace DiTMoS.Tests.Data.Catalogue;

public sealed class DatasetCardsTests
{
    public static TheoryData<string> Names => [.. DatasetCards.All.Select(card => card.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Card_NamesAFormatThatIsThere_AndWhereToGetTheData(string name)
    {
        DatasetCard card = DatasetCards.All.Single(card => card.Name == name);

        Assert.Contains(card.Format, RecordingFormats.Ids);
        Assert.True(Uri.TryCreate(card.Home, UriKind.Absolute, out Uri? home) && home.Scheme.StartsWith("http", StringComparison.Ordinal));
        Assert.True(card.Classes >= 2);
    }
}
