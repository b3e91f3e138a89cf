using DiTMoS.Networks;

namespace DiTMoS.Tests.Networks;

public sealed class TrainingRecordTests
{
    [Fact]
    public void Options_WithWhiteSpace_AreKeptWithoutIt()
    {
        TrainingRecord record = ModelData.SmallRecord() with { Options = " { \"a\" : [ 1.50, true ] } " };

        Assert.Equal("""{"a":[1.50,true]}""", record.Options);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a\":[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]}")]
    public void Options_NoJsonObject_AreRefused(string options)
    {
        var error = Assert.Throws<OptionException>(() => ModelData.SmallRecord() with { Options = options });

        Assert.Contains("options: must be a JSON object", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_InAnotherOrder_MakeTheSameFile()
    {
        TrainingRecord record = ModelData.SmallRecord();
        TrainingRecord reversed = record with { Figures = record.Figures.Reverse().ToDictionary() };

        Assert.Equal(Save(record), Save(reversed));
    }

    [Fact]
    public void Check_NumbersThatCannotBeStored_AreRefusedByName()
    {
        TrainingRecord record = ModelData.SmallRecord();

        AssertRefused("figure 'accuracy': must be finite. Got NaN", record with { Figures = new Dictionary<string, double> { ["accuracy"] = double.NaN } });
        AssertRefused("epoch 0: must have a finite loss", record with { Epochs = [new EpochRecord("a", 0, double.PositiveInfinity)] });
        AssertRefused("test rows: must count from 0. Got -2", record with { TestRows = [1, -2] });
    }

    [Fact]
    public void LibraryVersion_NotGiven_IsTheRunningOne()
    {
        var record = new TrainingRecord { Preset = "a", Seed = 1, Source = "b", Split = "c" };

        Assert.Equal(typeof(Network).Assembly.GetName().Version!.ToString(3), record.LibraryVersion);
    }

    private static byte[] Save(TrainingRecord record)
    {
        NetworkFile small = ModelData.SmallNetwork();
        return new NetworkFile(small.Network) { ClassNames = small.ClassNames, Normalization = small.Normalization, Record = record }.Bytes();
    }

    private static void AssertRefused(string part, TrainingRecord record) =>
        Assert.Contains(part, Assert.Throws<OptionException>(() => Save(record)).Message, StringComparison.Ordinal);
}
