using System.Text.Json;
using System.Text.Json.Serialization;
using DiTMoS.Networks;
using Microsoft.ML.DiTMoS.Scoring;

namespace Microsoft.ML.DiTMoS.Saving;

/// <summary>Stages as text: how they pass from one stage to the next, and what a saved pipeline holds of them.</summary>
/// <remarks>The models inside are the engine's files, with their checksums and versions.</remarks>
internal static partial class StageText
{
    private const string Source = "(ML.NET model)";

    /// <summary>Writes a stage that scores.</summary>
    public static string Write(SavedModel stage) => Write(new StageDocument
    {
        Format = StageDocument.Newest,
        FeatureColumnName = stage.FeatureColumnName,
        LabelColumnName = stage.LabelColumnName,
        Columns = [stage.Columns.PredictedLabel, stage.Columns.Score, stage.Columns.SelectedClassifier, stage.Columns.SelectorScore, stage.Columns.ClassifierScores],
        ClassifierScores = stage.Columns.WithClassifierScores,
        IsCoveredByUnion = stage.Columns.WithUnion,
        KeyType = stage.Keys.ItemType.RawType.Name,
        IsBaseline = stage.IsBaseline ? true : null,
        Model = Bytes(stage.Model.Save),
    });

    /// <summary>Writes a split.</summary>
    public static string Write(DiTMoSSplitTransformer transformer) => Write(new StageDocument
    {
        Format = StageDocument.Newest,
        FeatureColumnName = transformer.FeatureColumnName,
        LabelColumnName = "",
        Columns = [transformer.SubsetColumnName],
        Strong = transformer.Strong is { } strong ? Bytes(strong.Save) : null,
        Classifiers = transformer.NumberOfClassifiers,
        WindowLength = transformer.WindowLength,
        Windows = transformer.Subsets.ToBytes(out int[] subsets),
        Subsets = subsets,
        Epochs = transformer.Epochs,
    });

    /// <summary>Reads a stage that scores.</summary>
    /// <exception cref="ModelFileException">The text is no such stage, was altered, or is of a newer version.</exception>
    public static SavedModel ReadModel(string text)
    {
        StageDocument document = Parse(text);
        Require(document is { Model: not null, Columns.Count: 5 }, "it holds no model");
        bool isBaseline = document.IsBaseline == true;
        var file = new MemoryStream(document.Model!);
        WindowModel model = isBaseline ? WindowModel.Load(file, Source) : DiTMoSModel.Load(file, Source);
        try
        {
            return new SavedModel(
                model,
                ClassKeys.Parse(document.KeyType, model.ClassNames),
                document.FeatureColumnName,
                document.LabelColumnName,
                new ScoreColumns
                {
                    PredictedLabel = document.Columns[0],
                    Score = document.Columns[1],
                    SelectedClassifier = document.Columns[2],
                    SelectorScore = document.Columns[3],
                    ClassifierScores = document.Columns[4],
                    WithClassifierScores = document.ClassifierScores,
                    WithUnion = document.IsCoveredByUnion,
                },
                isBaseline);
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            throw Broken(error.Message.TrimEnd('.'), error);
        }
    }

    /// <summary>Whether a text holds a stage that scores, and no split.</summary>
    /// <exception cref="ModelFileException">The text is no stage, or is of a newer version.</exception>
    public static bool IsModel(string text) => Parse(text).Model is not null;

    /// <summary>Reads a split.</summary>
    /// <exception cref="ModelFileException">The text is no such stage, was altered, or is of a newer version.</exception>
    public static SavedSplit ReadSplit(string text)
    {
        StageDocument document = Parse(text);
        Require(document is { Windows: not null, Subsets: not null, Columns.Count: 1, Classifiers: >= 2, WindowLength: >= 1 }, "it holds no split");
        Require(document.Windows!.Length == 16 * document.Subsets!.Count, $"it has {document.Windows.Length} bytes for {document.Subsets.Count} windows");
        Require(document.Subsets.All(subset => (uint)subset < (uint)document.Classifiers), "a subset is out of range");
        return new SavedSplit(
            document.FeatureColumnName,
            document.Columns[0],
            document.WindowLength,
            document.Classifiers,
            document.Strong is { } strong ? NetworkFile.Load(new MemoryStream(strong), Source) : null,
            document.Epochs ?? [],
            SubsetTable.FromBytes(document.Windows, document.Subsets));
    }

    private static string Write(StageDocument document) => JsonSerializer.Serialize(document, StageJson.Default.StageDocument);

    private static StageDocument Parse(string text)
    {
        try
        {
            StageDocument document = JsonSerializer.Deserialize(text, StageJson.Default.StageDocument) ?? throw Broken("it is null", null);
            if (document.Format > StageDocument.Newest)
            {
                throw new ModelFileException($"The saved stage must be of format {StageDocument.Newest} or older. Got format {document.Format}: load it with a newer version of this package.");
            }

            Require(document.Format >= 1, $"its format is {document.Format}");
            Require(document.FeatureColumnName.Length > 0 && document.Columns.All(name => !string.IsNullOrEmpty(name)), "a column has no name");
            return document;
        }
        catch (JsonException error)
        {
            throw Broken(error.Message.TrimEnd('.'), error);
        }
    }

    private static void Require(bool condition, string problem)
    {
        if (!condition)
        {
            throw Broken(problem, null);
        }
    }

    private static ModelFileException Broken(string problem, Exception? error) =>
        new($"The saved stage must be as it was written: {problem}. Save the model again.", error);

    private static byte[] Bytes(Action<Stream> save)
    {
        using var stream = new MemoryStream();
        save(stream);
        return stream.ToArray();
    }

    [JsonSerializable(typeof(StageDocument))]
    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true)]
    private sealed partial class StageJson : JsonSerializerContext;
}
