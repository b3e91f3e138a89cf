using DiTMoS.Reports.Content;

namespace DiTMoS.Tests.Reports.Content;

public sealed class NaturalOrderTests
{
    [Fact]
    public void Compare_NumbersInTexts_OrdersByTheirValues()
    {
        string[] texts = ["size=2", "n=12", "n=2", "", "size=0.75", "size=0.5, equal flash", "size=0.5", "n=10", "n=123456789012345678901234567890"];

        Assert.Equal(
            ["", "n=2", "n=10", "n=12", "n=123456789012345678901234567890", "size=0.5", "size=0.5, equal flash", "size=0.75", "size=2"],
            texts.Order(NaturalOrder.Comparer));
    }

    [Fact]
    public void Compare_ZerosInFront_AreToldApart() => Assert.NotEqual(0, NaturalOrder.Comparer.Compare("n=02", "n=2"));
}
