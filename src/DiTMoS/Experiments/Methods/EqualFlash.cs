using DiTMoS.Data;
using DiTMoS.Networks;
using DiTMoS.Training;

namespace DiTMoS.Experiments.Methods;

/// <summary>Makes a method as large as another: widths and hidden units grow by one factor.</summary>
internal static class EqualFlash
{
    private const int StepsPerOne = 16;
    private const int MostSteps = 64 * StepsPerOne;

    /// <summary>The recipe with the largest factor, in steps of 1/16, at which the method has at most so many parameters.</summary>
    /// <param name="method">The method.</param>
    /// <param name="windows">The windows that it reads.</param>
    /// <param name="recipe">Its recipe.</param>
    /// <param name="parameters">The parameters that it may have.</param>
    /// <exception cref="OptionException">Even the smallest networks have more.</exception>
    public static TrainingOptions Fit(ExperimentMethod method, WindowSet windows, TrainingOptions recipe, long parameters)
    {
        TrainingOptions? best = null;
        for (int steps = 1; steps <= MostSteps; steps++)
        {
            TrainingOptions grown = recipe with { Networks = Grow(recipe.Networks, steps / (double)StepsPerOne) };
            if (ParametersOf(method, windows, grown) is not { } count)
            {
                continue;                                       // too small for a shape of this method
            }

            if (count > parameters)
            {
                break;
            }

            best = grown;
        }

        return best ?? throw new OptionException($"Method '{method.Name}' cannot have as few parameters as {parameters}: leave it out where flash is to be equal.");
    }

    private static long? ParametersOf(ExperimentMethod method, WindowSet windows, TrainingOptions recipe)
    {
        try
        {
            return method.Parameters(windows, recipe);
        }
        catch (OptionException)
        {
            return null;
        }
    }

    private static NetworkOptions Grow(NetworkOptions shape, double factor) => shape with
    {
        Widths = [.. shape.Widths.Select(width => Round(width * factor))],
        HiddenUnits = Round(shape.HiddenUnits * factor),
    };

    private static int Round(double units) => Math.Max(1, (int)Math.Round(units, MidpointRounding.AwayFromZero));
}
