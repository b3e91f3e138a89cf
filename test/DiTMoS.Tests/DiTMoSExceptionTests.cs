namespace DiTMoS.Tests;

public sealed class DiTMoSExceptionTests
{
    [Fact]
    public void Message_OptionsNamed_IsPlainAndKnowsThem()
    {
        var error = new OptionException($"{OptionName.Of("Windows.Length")}: 'MaximumBytes.csv' is too long. Raise {OptionName.MaximumBytes}.");

        Assert.Equal("Windows.Length: 'MaximumBytes.csv' is too long. Raise MaximumBytes.", error.Message);
        Assert.Equal([new OptionMention("Windows.Length", 0, 14), new OptionMention("MaximumBytes", 54, 12)], error.Options);
        Assert.Equal("<Windows.Length>: 'MaximumBytes.csv' is too long. Raise <MaximumBytes>.", error.MessageWith(option => $"<{option}>"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Windows.Length must be 1.")]
    [InlineData("an open \uFDD0 mark")]
    [InlineData("a closed \uFDD1 mark")]
    public void Message_WithoutOptions_StaysAsItIs(string message)
    {
        var error = new DiTMoSException(message);

        Assert.Equal(message, error.Message);
        Assert.Empty(error.Options);
        Assert.Equal(message, error.MessageWith(_ => "other"));
    }
}
