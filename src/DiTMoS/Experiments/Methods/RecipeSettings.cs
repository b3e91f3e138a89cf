using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using DiTMoS.Networks;
using DiTMoS.Training;
using DiTMoS.Training.Optimizers;

namespace DiTMoS.Experiments.Methods;

/// <summary>Changes of training options that are written as JSON, and what a chart may use of a recipe.</summary>
internal static class RecipeSettings
{
    private static readonly TrainingOptionsJson Strict = new(new JsonSerializerOptions(TrainingOptionsJson.Default.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        TypeInfoResolver = null,
    });

    /// <summary>The recipe with other members; objects are changed member by member, all else is replaced.</summary>
    /// <exception cref="OptionException">There is no such member, or it has another type.</exception>
    public static TrainingOptions Apply(TrainingOptions recipe, JsonObject? settings)
    {
        if (settings == null)
        {
            return recipe;
        }

        JsonObject members = ToJson(recipe);
        Merge(members, settings);
        try
        {
            return members.Deserialize(Strict.TrainingOptions)! with { StrongModel = recipe.StrongModel, Threads = recipe.Threads };
        }
        catch (JsonException e)
        {
            throw new OptionException($"Settings must be members of the training options. {e.Message}", e);
        }
    }

    /// <summary>What is wrong with settings; null where nothing is.</summary>
    public static string? Problem(JsonObject? settings)
    {
        try
        {
            Apply(new TrainingOptions(), settings);
            return null;
        }
        catch (OptionException e)
        {
            return e.InnerException?.Message ?? e.Message;
        }
    }

    /// <summary>The recipe with its own choices multiplied, in every stage but the strong model's.</summary>
    public static TrainingOptions Scale(TrainingOptions recipe, RecipeScale? scale)
    {
        if (scale == null)
        {
            return recipe;
        }

        OptimizationOptions Of(OptimizationOptions o) => o with { LearningRate = o.LearningRate * scale.LearningRate, WeightDecay = o.WeightDecay * scale.WeightDecay };
        int Epochs(int count) => count == 0 ? 0 : Math.Max(1, (int)MathF.Round(count * scale.Epochs));
        return recipe with
        {
            Pretraining = recipe.Pretraining with
            {
                ClassifierEpochs = Epochs(recipe.Pretraining.ClassifierEpochs),
                SelectorEpochs = Epochs(recipe.Pretraining.SelectorEpochs),
                Classifiers = Of(recipe.Pretraining.Classifiers),
                Selector = Of(recipe.Pretraining.Selector),
            },
            Adversarial = recipe.Adversarial with { Iterations = Epochs(recipe.Adversarial.Iterations), Optimization = Of(recipe.Adversarial.Optimization) },
            Joint = recipe.Joint with { Epochs = Epochs(recipe.Joint.Epochs), Optimization = Of(recipe.Joint.Optimization) },
        };
    }

    /// <summary>A recipe as JSON.</summary>
    public static JsonObject ToJson(TrainingOptions recipe) => JsonSerializer.SerializeToNode(recipe, TrainingOptionsJson.Default.TrainingOptions)!.AsObject();

    /// <summary>A recipe as JSON, without the options of stages that it leaves out: what they say changes no run.</summary>
    public static JsonObject Effective(TrainingOptions recipe)
    {
        JsonObject text = ToJson(recipe);
        text.Remove("seed");
        bool alternates = recipe.Adversarial.Iterations > 0 || recipe.Pretraining.SelectorEpochs > 0;
        bool isWidened = recipe.Aggregation.AfterTraining;
        foreach ((string stage, bool isRun) in new[] { ("adversarial", alternates), ("joint", recipe.Joint.Epochs > 0), ("fineTuning", isWidened), ("strong", recipe.NeedsStrongModel) })
        {
            if (!isRun)
            {
                text.Remove(stage);
            }
        }

        return text;
    }

    /// <summary>What a chart may use as an axis.</summary>
    public static JsonObject Axes(TrainingOptions recipe, bool isRouted)
    {
        NetworkOptions shape = recipe.Networks;
        var axes = new JsonObject
        {
            ["widths"] = new JsonArray([.. shape.Widths.Select(width => (JsonNode)width)]),
            ["hiddenUnits"] = shape.HiddenUnits,
        };
        if (isRouted)
        {
            axes.Insert(0, "numberOfClassifiers", recipe.NumberOfClassifiers);
            axes["featureAggregation"] = shape.FeatureAggregation;
            axes["sharedBase"] = shape.SharedBase;
        }

        if (recipe.Joint.Epochs > 0)
        {
            axes["epochs"] = recipe.Joint.Epochs;
            axes["learningRate"] = recipe.Joint.Optimization.LearningRate;
            axes["weightDecay"] = recipe.Joint.Optimization.WeightDecay;
        }

        return axes;
    }

    private static void Merge(JsonObject target, JsonObject changes)
    {
        foreach ((string name, JsonNode? change) in changes)
        {
            if (change is JsonObject inner && target[name] is JsonObject members)
            {
                Merge(members, inner);
            }
            else
            {
                target[name] = change?.DeepClone();
            }
        }
    }
}
