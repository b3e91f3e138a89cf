using Microsoft.ML.Data;

namespace Microsoft.ML.DiTMoS.Tests;

/// <summary>Files of models.</summary>
public sealed class SavingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ditmos-").FullName;
    private readonly MLContext _context = new(1);
    private readonly IDataView _data;
    private readonly string _file;
    private readonly string[] _expected;

    public SavingTests()
    {
        _data = _context.Data.LoadFromEnumerable(TestData.Rows());
        var model = _context.Transforms.Conversion.MapValueToKey("Label").Append(TestData.Trainer(_context)).Fit(_data);
        _file = Path.Combine(_folder, "model.zip");
        _context.Model.Save(model, _data.Schema, _file);
        _expected = TestData.Scores(_context, model.Transform(_data));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Load_InAFreshProcess_ScoresTheSame() => Assert.Equal(_expected, FreshProcess.Scores(_file));

    [Fact]
    public void Load_PipelineThatEndsWithNames_CanBeEvaluated()
    {
        var model = _context.Transforms.Conversion.MapValueToKey("Label").Append(TestData.Trainer(_context)).Append(_context.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(_data);

        DiTMoSMetrics fitted = _context.MulticlassClassification.EvaluateDiTMoS(model.Transform(_data));
        DiTMoSMetrics loaded = _context.MulticlassClassification.EvaluateDiTMoS(TestData.SaveAndLoad(_context, model, _data.Schema).Transform(_data));

        Assert.Equal(fitted.UnionAccuracy, loaded.UnionAccuracy);
        Assert.Equal(fitted.Multiclass.LogLoss, loaded.Multiclass.LogLoss);
    }

    [Fact]
    public void Load_NamesOfTheScores_AreKeyValuesOfThePredictedLabel()
    {
        ITransformer loaded = _context.Model.Load(_file, out _);
        VBuffer<ReadOnlyMemory<char>> names = default;

        loaded.GetOutputSchema(_data.Schema)["PredictedLabel"].GetKeyValues(ref names);

        Assert.Equal(["class 0", "class 1", "class 2"], names.DenseValues().Select(name => name.ToString()));
        Assert.Equal(names.DenseValues().Select(name => name.ToString()), loaded.ToDiTMoSModel().ClassNames);
    }

    [Fact]
    public void Load_Truncated_IsRefused()
    {
        byte[] bytes = File.ReadAllBytes(_file);

        foreach (int length in new[] { 0, 100, bytes.Length / 2, bytes.Length - 1 })
        {
            Assert.ThrowsAny<Exception>(() => _context.Model.Load(new MemoryStream(bytes[..length]), out _));
        }
    }

    [Fact]
    public void Load_AnyByteAltered_IsRefusedOrScoresTheSame()
    {
        byte[] bytes = File.ReadAllBytes(_file);
        var random = new global::DiTMoS.SeededRandom(5, "alter");
        int refused = 0;
        for (int i = 0; i < 60; i++)
        {
            byte[] altered = [.. bytes];
            altered[random.Next(bytes.Length)] ^= (byte)(1 + random.Next(255));
            try
            {
                ITransformer loaded = _context.Model.Load(new MemoryStream(altered), out _);
                Assert.Equal(_expected, TestData.Scores(_context, (i % 2 == 0 ? loaded : loaded.RestoreDiTMoS()).Transform(_data)));
            }
            catch (Exception error) when (error is not Xunit.Sdk.XunitException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 30, 60);
    }
}
