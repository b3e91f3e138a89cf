using DiTMoS.Export.C99;

namespace DiTMoS.Tests.Export.C99;

public sealed class CIdentifiersTests
{
    [Theory]
    [InlineData("har", "har")]
    [InlineData("Fall Detection v2", "fall_detection_v2")]
    [InlineData("int", "model_int")]
    [InlineData("stdint", "model_stdint")]
    [InlineData("main", "model_main")]
    [InlineData("shape", "model_shape")]
    [InlineData("Features", "model_features")]
    [InlineData("test", "model_test")]
    [InlineData("aux", "model_aux")]
    [InlineData("3axis", "model_3axis")]
    [InlineData("*/ system(\"rm\"); /*", "system_rm")]
    [InlineData("??/", "model")]
    [InlineData("_har_", "har")]
    [InlineData("Übung", "bung")]
    [InlineData("日本語", "model")]
    [InlineData("", "model")]
    public void OfModel_AnyName_IsAnIdentifierThatNothingElseHas(string name, string expected) => Assert.Equal(expected, CIdentifiers.OfModel(name));

    [Fact]
    public void OfModel_NameOf300Letters_IsCut() => Assert.Equal(new string('x', CIdentifiers.MaximumLength), CIdentifiers.OfModel(new string('X', 300)));

    [Fact]
    public void OfMembers_NamesThatSayTheSame_AreNumbered() =>
        Assert.Equal(["WALKING", "WALKING_1", "2", "3", "WALKING_4", "A_5", "A_6"], CIdentifiers.OfMembers(["walking", "Walking!", "歩く", "", "walking 4", "a 5", "A-6"]));

    [Theory]
    [InlineData("walking", "\"walking\"")]
    [InlineData("a\"b\\c", "\"a\\042b\\134c\"")]
    [InlineData("??/", "\"\\077\\077/\"")]
    [InlineData("é1", "\"\\303\\2511\"")]
    [InlineData("a\n\0", "\"a\\012\\000\"")]
    public void Literal_AnyText_IsOneStringOfItsUtf8(string text, string expected) => Assert.Equal(expected, CLiterals.Of(text));

    [Theory]
    [InlineData(1f, "1.0f")]
    [InlineData(-0f, "-0.0f")]
    [InlineData(0.1f, "0.1f")]
    [InlineData(1e-10f, "1E-10f")]
    [InlineData(16777216f, "16777216.0f")]
    public void Literal_Float_ReadsBackToTheSameBits(float value, string expected) => Assert.Equal(expected, CLiterals.Of(value));
}
