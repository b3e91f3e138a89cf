using DiTMoS;
using DiTMoS.Training.Baselines;
using Microsoft.ML.DiTMoS.Interop;

namespace Microsoft.ML.DiTMoS.Tests;

/// <summary>What every estimator of the package must keep.</summary>
public sealed class EstimatorContractTests
{
    public static TheoryData<string> Names => Stages.Names;

    public static TheoryData<string> Training => Stages.Training;

    public static TheoryData<string> Scoring => Stages.Scoring;

    [Fact]
    public void Names_OfTheContract_AreAllEstimatorsOfThePackage()
    {
        var context = new MLContext(1);

        IEnumerable<Type> tested = Stages.Names.Select(row => Stages.Create(row.Data, context).GetType());

        Assert.Equal(
            typeof(DiTMoSTransformer).Assembly.GetExportedTypes().Where(type => type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEstimator<>))).OrderBy(type => type.Name),
            tested.OrderBy(type => type.Name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void GetOutputSchema_BeforeFit_IsWhatFitThenGives(string name)
    {
        var context = new MLContext(1);
        IDataView data = Stages.Prepare(name, context, TestData.Keyed(context, TestData.Rows()));
        IEstimator<ITransformer> estimator = Stages.Create(name, context);

        ITransformer transformer = estimator.Fit(data);
        SchemaShape promised = estimator.GetOutputSchema(ShapeProbe.ShapeOf(data.Schema));

        Assert.Equal(Text(ShapeProbe.ShapeOf(Visible(transformer.GetOutputSchema(data.Schema)))), Text(promised));
        Assert.Equal(Columns(transformer.GetOutputSchema(data.Schema)), Columns(transformer.Transform(data).Schema));
        Assert.True(transformer.IsRowToRowMapper);
        Assert.Equal(Columns(transformer.GetOutputSchema(data.Schema)), Columns(transformer.GetRowToRowMapper(data.Schema).OutputSchema));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fit_SameSeed_GivesSameValuesForAnyThreadCount(string name)
    {
        var context = new MLContext(1);
        IDataView data = Stages.Prepare(name, context, TestData.Keyed(context, TestData.Rows()));

        string[] one = Values(Stages.Create(name, context).Fit(data).Transform(data));
        string[] two = Values(Stages.Create(name, new MLContext(5), options => options.NumberOfThreads = 2).Fit(data).Transform(data));

        Assert.Equal(one, two);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void SaveAndLoad_InTwoContexts_GivesSameValues(string name)
    {
        var context = new MLContext(1);
        IDataView data = Stages.Prepare(name, context, TestData.Keyed(context, TestData.Rows()));
        ITransformer model = Stages.Create(name, context).Fit(data);

        ITransformer loaded = TestData.SaveAndLoad(context, model, data.Schema);
        ITransformer again = TestData.SaveAndLoad(context, loaded, data.Schema);

        string[] expected = Values(model.Transform(data));
        Assert.Equal(expected, Values(loaded.Transform(data)));
        Assert.Equal(expected, Values(again.Transform(data)));
    }

    [Theory]
    [MemberData(nameof(Training))]
    public void Fit_ColumnThatIsNotThere_NamesItAndTheOthers(string name)
    {
        var context = new MLContext(1);
        IDataView data = Stages.Prepare(name, context, TestData.Keyed(context, TestData.Rows()));

        string features = Refusal(name, data, options => options.FeatureColumnName = "Window");
        string label = Refusal(name, data, options => options.LabelColumnName = "Activity");
        string weight = Refusal(name, data, options => options.WeightColumnName = "Mass");
        string group = Refusal(name, data, options => options.GroupColumnName = "Person");

        Assert.Contains("Features column 'Window': not found", features, StringComparison.Ordinal);
        Assert.Contains("Number", features, StringComparison.Ordinal);
        Assert.Contains("Label column 'Activity': not found", label, StringComparison.Ordinal);
        Assert.Contains("Weight column 'Mass': not found", weight, StringComparison.Ordinal);
        Assert.Contains("Group column 'Person': not found", group, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Training))]
    public void Fit_ColumnOfAnotherType_SaysWhichIsNeeded(string name)
    {
        var context = new MLContext(1);
        IDataView data = Stages.Prepare(name, context, TestData.Keyed(context, TestData.Rows()));

        Assert.Contains("Features column 'Subject': expected", Refusal(name, data, options => options.FeatureColumnName = "Subject"), StringComparison.Ordinal);
        Assert.Contains("MapValueToKey", Refusal(name, data, options => options.LabelColumnName = "Subject"), StringComparison.Ordinal);
        Assert.Contains("Weight column 'Subject': expected Single", Refusal(name, data, options => options.WeightColumnName = "Subject"), StringComparison.Ordinal);
        Assert.Contains("must divide the 96 values", Refusal(name, data, options => options.ChannelCount = 5), StringComparison.Ordinal);
        Assert.Contains("ChannelNames must be 2", Refusal(name, data, options => options.ChannelNames = ["x"]), StringComparison.Ordinal);
        Assert.Contains("ClassNames must be 3", Refusal(name, data, options => options.ClassNames = ["x"]), StringComparison.Ordinal);
        Assert.Contains("NumberOfThreads", Refusal(name, data, options => options.NumberOfThreads = 0), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Training))]
    public void GetOutputSchema_WrongColumns_SaysSoBeforeAnyDataIsRead(string name)
    {
        var context = new MLContext(1);
        IDataView data = Stages.Prepare(name, context, TestData.Keyed(context, TestData.Rows()));
        SchemaShape shape = ShapeProbe.ShapeOf(data.Schema);

        Assert.Contains("'Number'", ShapeRefusal(options => options.FeatureColumnName = "Number"), StringComparison.Ordinal);
        Assert.Contains("MapValueToKey", ShapeRefusal(options => options.LabelColumnName = "Subject"), StringComparison.Ordinal);
        Assert.Contains("not found", ShapeRefusal(options => options.LabelColumnName = "Activity"), StringComparison.Ordinal);

        string ShapeRefusal(Action<DiTMoSOptions> change) =>
            Assert.Throws<ArgumentException>(() => Stages.Create(name, context, change).GetOutputSchema(shape)).Message;
    }

    [Theory]
    [MemberData(nameof(Training))]
    public void Fit_NoRows_SaysSo(string name)
    {
        var context = new MLContext(1);
        IDataView data = Stages.Prepare(name, context, TestData.Keyed(context, TestData.Rows()));

        DiTMoSException error = Assert.ThrowsAny<DiTMoSException>(() => Stages.Create(name, context).Fit(context.Data.FilterRowsByColumn(data, "Number", -9, -8)));

        Assert.Contains("at least one window", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Training))]
    public void Fit_RowsWithoutLabelOrWithValuesThatAreNotFinite_LeavesThemOut(string name)
    {
        var log = new List<string>();
        var context = new MLContext(1);
        Row[] rows = TestData.Rows();
        Row[] spoiled = [.. rows, With(rows[0], "unknown", 1), With(rows[1], rows[1].Label, float.NaN), With(rows[2], rows[2].Label, float.PositiveInfinity)];
        var keys = context.Transforms.Conversion.MapValueToKey("Label").Fit(context.Data.LoadFromEnumerable(rows));
        IDataView clean = Stages.Prepare(name, context, keys.Transform(context.Data.LoadFromEnumerable(rows)));
        IDataView dirty = Stages.Prepare(name, context, keys.Transform(context.Data.LoadFromEnumerable(spoiled)));
        context.Log += (_, e) => log.Add(e.Message);

        string[] expected = Values(Stages.Create(name, context).Fit(clean).Transform(clean));
        string[] found = Values(Stages.Create(name, context).Fit(dirty).Transform(clean));

        Assert.Equal(expected, found);
        Assert.Contains(log, line => line.Contains("1 rows without a label, 2 rows", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Scoring))]
    public void Transform_WindowThatIsNotFinite_GivesNaNAndMissingKeys(string name)
    {
        var context = new MLContext(1);
        Row[] rows = TestData.Rows();
        IDataView data = Stages.Prepare(name, context, TestData.Keyed(context, rows));
        ITransformer model = Stages.Create(name, context).Fit(data);
        IDataView bad = context.Data.LoadFromEnumerable([With(rows[0], "", float.NaN), rows[1]]);

        foreach (ITransformer transformer in new[] { model, TestData.SaveAndLoad(context, model, data.Schema) })
        {
            Scored[] scored = [.. context.Data.CreateEnumerable<Scored>(transformer.Transform(bad), reuseRowObject: false)];

            Assert.Equal((0u, 0u), (scored[0].PredictedLabel, scored[0].SelectedClassifier));
            Assert.All([.. scored[0].Score, .. scored[0].SelectorScore], value => Assert.True(float.IsNaN(value)));
            Assert.InRange(scored[1].PredictedLabel, 1u, 3u);
            Assert.Equal(1, scored[1].Score.Sum(), 4);
        }
    }

    [Fact]
    public void Catalogs_CommonParameters_ReachTheEstimators()
    {
        var context = new MLContext(1);
        SchemaShape shape = ShapeProbe.ShapeOf(TestData.Keyed(context, TestData.Rows()).Schema);
        var trainers = context.MulticlassClassification.Trainers;
        IEstimator<ITransformer>[] labels =
        [
            trainers.DiTMoSBaseline(Baseline.SigCla, labelColumnName: "Activity"),
            trainers.DiTMoS(labelColumnName: "Activity"), trainers.DiTMoSAdversarial(labelColumnName: "Activity", subsetColumnName: "Label"),
            context.Transforms.DiTMoSSplit(labelColumnName: "Activity"), context.Transforms.DiTMoSAggregate(labelColumnName: "Activity", scoreColumnName: "Features"),
        ];
        IEstimator<ITransformer>[] features =
        [
            trainers.DiTMoSBaseline(Baseline.SigCla, featureColumnName: "Window"),
            trainers.DiTMoS(featureColumnName: "Window"), trainers.DiTMoSAdversarial(featureColumnName: "Window", subsetColumnName: "Label"),
            context.Transforms.DiTMoSSplit(featureColumnName: "Window"), context.Transforms.DiTMoSAggregate(featureColumnName: "Window", scoreColumnName: "Features"),
        ];

        Assert.All(labels, estimator => Assert.Contains("Label column 'Activity'", Assert.Throws<ArgumentException>(() => estimator.GetOutputSchema(shape)).Message, StringComparison.Ordinal));
        Assert.All(features, estimator => Assert.Contains("Features column 'Window'", Assert.Throws<ArgumentException>(() => estimator.GetOutputSchema(shape)).Message, StringComparison.Ordinal));
        Assert.Contains("'Part'", Assert.Throws<ArgumentException>(() => trainers.DiTMoSAdversarial(subsetColumnName: "Part").GetOutputSchema(shape)).Message, StringComparison.Ordinal);
        Assert.Contains("'Points'", Assert.Throws<ArgumentException>(() => context.Transforms.DiTMoSAggregate(scoreColumnName: "Points").GetOutputSchema(shape)).Message, StringComparison.Ordinal);
        Assert.Contains(context.Transforms.DiTMoSSplit("Part").GetOutputSchema(shape), column => column.Name == "Part" && column.IsKey);
        Assert.Contains("must divide the 96 values", Assert.Throws<ArgumentException>(() => trainers.DiTMoS(channelCount: 7).Fit(TestData.Keyed(context, TestData.Rows()))).Message, StringComparison.Ordinal);
        Assert.Contains("at least 2", Assert.ThrowsAny<DiTMoSException>(() => trainers.DiTMoS(channelCount: 2, numberOfClassifiers: 1).Fit(TestData.Keyed(context, TestData.Rows()))).Message, StringComparison.Ordinal);
    }

    private static string Refusal(string name, IDataView data, Action<DiTMoSOptions> change) =>
        Assert.Throws<ArgumentException>(() => Stages.Create(name, new MLContext(1), change).Fit(data)).Message;

    private static Row With(Row row, string label, float value) =>
        new() { Features = [.. row.Features[..5], value, .. row.Features[6..]], Label = label, Subject = row.Subject, Number = -1 };

    private static DataViewSchema Visible(DataViewSchema schema)
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(schema.Where(column => !column.IsHidden));
        return builder.ToSchema();
    }

    private static string[] Columns(DataViewSchema schema) =>
        [.. schema.Select(column => $"{column.Name} {column.Type} {string.Join(' ', column.Annotations.Schema.Select(annotation => $"{annotation.Name}:{annotation.Type}"))}")];

    private static string[] Text(SchemaShape shape) =>
        [.. shape.Select(column => $"{column.Name} {column.Kind} {column.ItemType} {column.IsKey} [{string.Join("; ", Text(column.Annotations).Order(StringComparer.Ordinal))}]").Order(StringComparer.Ordinal)];

    private static string[] Values(IDataView view) => RowText.Of(view, "Subset", "PredictedLabel", "Score", "SelectedClassifier", "SelectorScore");
}
