using System.Text.Json.Nodes;
using DiTMoS.Experiments;
using DiTMoS.Experiments.Datasets;
using DiTMoS.Experiments.Methods;
using DiTMoS.Training;
using DiTMoS.Training.Optimizers;

namespace DiTMoS.Tests.Experiments.Methods;

public class RecipeSettingsTests
{
    private static readonly ExperimentDataset Waves = new() { Name = "waves", Path = "waves.npz", Split = new DatasetSplit() };

    [Theory]
    [InlineData(Preset.Default)]
    [InlineData(Preset.AsPublished)]
    public void Apply_NothingChanged_KeepsEveryMember(Preset preset)
    {
        TrainingOptions recipe = TrainingOptions.For(preset);

        TrainingOptions same = RecipeSettings.Apply(recipe, new JsonObject { ["numberOfClassifiers"] = 6 });

        Assert.Equal(RecipeSettings.ToJson(recipe).ToJsonString(), RecipeSettings.ToJson(same).ToJsonString());
        Assert.Equal(recipe.KeptValidationWindows, same.KeptValidationWindows);
        Assert.Equal(recipe.CheckpointSeconds, same.CheckpointSeconds);
    }

    [Fact]
    public void Apply_InnerMember_LeavesItsNeighbours()
    {
        TrainingOptions recipe = RecipeSettings.Apply(TrainingOptions.For(Preset.Default), JsonNode.Parse("""{ "joint": { "optimization": { "averageDecay": 0 } }, "networks": { "widths": [4, 4, 2] } }""")!.AsObject());

        Assert.Equal((0f, 0.004f, OptimizerKind.AdamW, 150), (recipe.Joint.Optimization.AverageDecay, recipe.Joint.Optimization.LearningRate, recipe.Joint.Optimization.Optimizer, recipe.Joint.Epochs));
        Assert.Equal([4, 4, 2], recipe.Networks.Widths);
        Assert.True(recipe.Networks.SharedBase);
    }

    [Fact]
    public void Scale_PublishedRecipe_ChangesAllStagesButTheStrongModel()
    {
        TrainingOptions recipe = RecipeSettings.Scale(TrainingOptions.For(Preset.AsPublished), new RecipeScale { LearningRate = 2, Epochs = 0.5f });

        Assert.Equal((20, 15, 10, 50), (recipe.Adversarial.Iterations, recipe.Pretraining.ClassifierEpochs, recipe.Pretraining.SelectorEpochs, recipe.Strong.Epochs));
        Assert.Equal((0.002f, 0.02f, 0.005f), (recipe.Adversarial.Optimization.LearningRate, recipe.Pretraining.Classifiers.LearningRate, recipe.Strong.Optimization.LearningRate));
    }

    [Fact]
    public void RecipeHash_StageThatIsLeftOut_DoesNotChangeIt()
    {
        ExperimentMethod tiny = ExperimentMethods.Find("tiny")!;
        ExperimentMethod ours = ExperimentMethods.Find("default")!;
        var joint = new ExperimentVariant { Name = "", Settings = JsonNode.Parse("""{ "joint": { "loadBalancing": 0.5 } }""")!.AsObject() };
        string Hash(ExperimentMethod method, params ExperimentVariant[] changes) => method.RecipeHash(method.Recipe(Waves, changes), equalFlash: false);

        Assert.Equal(Hash(tiny), Hash(tiny, joint));
        Assert.NotEqual(Hash(ours), Hash(ours, joint));
        Assert.NotEqual(Hash(tiny), Hash(ExperimentMethods.Find("ensemble")!));
    }
}
