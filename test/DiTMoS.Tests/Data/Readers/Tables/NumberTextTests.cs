using System.Globalization;
using System.Text;
using DiTMoS.Data.Readers.Tables;
using FsCheck;
using FsCheck.Fluent;

namespace DiTMoS.Tests.Data.Readers.Tables;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-0.0")]
    [InlineData("-0e500")]
    [InlineData("0.00000000000000000000000000000000")]
    [InlineData("+1.5")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("0.9180555898766518")]
    [InlineData("-0.05497787147760391")]
    [InlineData("  1.8085150e-004")]
    [InlineData("1E+3")]
    [InlineData("16777217")]                                        // halfway between two floats: to the even one
    [InlineData("16777219")]
    [InlineData("16777217.0000000000000000000000000000000001")]     // past halfway in a digit that 64 bits do not hold
    [InlineData("16777216.9999999999999999999999999999999999")]
    [InlineData("1.401298464324817e-45")]
    [InlineData("7.0064923216240853e-46")]                          // halfway to the smallest
    [InlineData("1.17549421e-38")]
    [InlineData("3.4028235e38")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("0.000000000000000000000000000000000000000000001")]
    [InlineData("99999999.99999999")]
    [InlineData("12345678.12345678e-30")]
    public void Read_Number_RoundsAsTheFrameworkDoes(string text) => AssertSame(text.Trim());

    [Theory]
    [InlineData("", 0)]
    [InlineData("-", 0)]
    [InlineData(".", 0)]
    [InlineData("e5", 0)]
    [InlineData("--1", 0)]
    [InlineData("1e", 1)]
    [InlineData("1e+", 1)]
    [InlineData("1.5abc", 3)]
    [InlineData("1,5", 1)]
    [InlineData("1 2", 1)]
    [InlineData("1-2", 1)]
    public void Read_Text_StopsWhereTheNumberEnds(string text, int length)
    {
        Assert.Equal(length, NumberText.Read(Encoding.UTF8.GetBytes(text), out float _));
        Assert.Equal(length, NumberText.Read(Encoding.UTF8.GetBytes(text), out double _));
    }

    [Theory]
    [InlineData("1e99999999999999999999", float.PositiveInfinity)]
    [InlineData("-1e39", float.NegativeInfinity)]
    [InlineData("1e-99999999999999999999", 0f)]
    [InlineData("nan", float.NaN)]
    [InlineData("-Inf", float.NegativeInfinity)]
    [InlineData("Infinity", float.PositiveInfinity)]
    public void TryParse_WhatIsNotFinite_SaysSo(string field, float expected)
    {
        Assert.True(NumberText.TryParse(Encoding.UTF8.GetBytes(field), out float value));
        Assert.Equal(expected, value);
    }

    [Fact]
    public void Read_ExponentThatMakesUpForManyZeros_CountsThemAll()
    {
        string text = $"0.{new string('0', 20_000)}1e20002";

        Assert.Equal(text.Length, NumberText.Read(Encoding.UTF8.GetBytes(text), out float value));
        Assert.Equal(10f, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("nano")]
    [InlineData("0x10")]
    [InlineData("1.5.")]
    [InlineData("1e5e5")]
    public void TryParse_NoNumber_IsRefused(string field)
    {
        Assert.False(NumberText.TryParse(Encoding.UTF8.GetBytes(field), out float _));
        Assert.False(NumberText.TryParse(Encoding.UTF8.GetBytes(field), out double _));
        Assert.False(NumberText.TryParse(Encoding.UTF8.GetBytes(field), out long _));
    }

    [Fact]
    public void Read_DecimalComma_IsTheSameNumber()
    {
        Assert.Equal(8, NumberText.Read("-12,5e-3;7"u8, out float value, (byte)','));
        Assert.Equal(-0.0125f, value);
        Assert.Equal(31, NumberText.Read("0,00000000000000000000000000012"u8, out value, (byte)','));
        Assert.Equal(1.2e-28f, value);
    }

    // Every kind of number that a file may hold: any bits, few digits, many digits, halves between floats.
    [Fact]
    public void Read_AnyNumber_RoundsAsTheFrameworkDoes() => Check.One(Mutations.Config(20_000), Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
    {
        var random = new SeededRandom(seed, "numbers");
        float any = BitConverter.Int32BitsToSingle(random.Next(int.MaxValue));
        float next = MathF.BitIncrement(any);
        string text = random.Next(6) switch
        {
            0 => any.ToString("G9", CultureInfo.InvariantCulture),
            1 => ((double)any).ToString("E16", CultureInfo.InvariantCulture),
            2 => (((double)any + next) / 2).ToString("G17", CultureInfo.InvariantCulture),
            3 => ((float)random.NextGaussian()).ToString("F20", CultureInfo.InvariantCulture),
            4 => FormattableString.Invariant($"{random.Next(100_000)}.{random.Next(1_000_000_000):000000000}{random.Next(1_000_000_000):000000000}{random.Next(1_000_000_000)}"),
            _ => FormattableString.Invariant($"-{random.Next(1_000_000_000)}{random.Next(1_000_000_000)}{random.Next(1_000_000_000)}e{random.Next(90) - 60}"),
        };
        if (char.IsAsciiDigit(text[^1]))
        {
            AssertSame(text);
        }
    }));

    private static void AssertSame(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);

        Assert.Equal(bytes.Length, NumberText.Read(bytes, out float single));
        Assert.Equal(BitConverter.SingleToInt32Bits(float.Parse(text, CultureInfo.InvariantCulture)), BitConverter.SingleToInt32Bits(single));
        Assert.Equal(bytes.Length, NumberText.Read(bytes, out double number));
        Assert.Equal(BitConverter.DoubleToInt64Bits(double.Parse(text, CultureInfo.InvariantCulture)), BitConverter.DoubleToInt64Bits(number));
    }
}
