using MerClip.Labels;

namespace MerClip.Evaluation.Errors;

/// <summary>Temperature scaling (Guo et al., ICML 2017): logits are divided by one number T, fitted on validation, so that probabilities
/// mean what they say; T is in [0.05, 20]. Above 1 the model was too sure. Logits are taken from probabilities: but for a constant their
/// logarithms are the same.</summary>
/// <param name="Temperature">T.</param>
/// <param name="Kind">What the labels mean: one of them is true, or each for itself.</param>
public sealed record TemperatureScaling(double Temperature, LabelKind Kind)
{
    const double Least = 0.05, Most = 20, Tiny = 1e-12;

    /// <summary>Finds the temperature at which what is true was most likely.</summary>
    /// <param name="validation">Outcomes on the validation split, at least one; never those that are to be reported.</param>
    /// <param name="kind">What the labels mean.</param>
    public static TemperatureScaling Fit(IReadOnlyList<Outcome> validation, LabelKind kind)
    {
        double Loss(double log) => validation.Sum(new TemperatureScaling(Math.Exp(log), kind).Loss);
        // The loss is convex in 1/T, so it falls and then rises with log T: each step leaves out a third.
        double low = Math.Log(Least), high = Math.Log(Most);
        while (high - low > 1e-6)
        {
            double a = low + (high - low) / 3, b = high - (high - low) / 3;
            if (Loss(a) < Loss(b)) high = b;
            else low = a;
        }
        return new(Math.Exp((low + high) / 2), kind);
    }

    /// <summary>The outcome with its probabilities scaled; which label is most probable does not change, the score stays as it is.</summary>
    public Outcome Apply(Outcome outcome) => outcome with { Probabilities = Scaled(outcome.Probabilities) };

    /// <summary>Probabilities at this temperature.</summary>
    /// <param name="probabilities">Those of the model, [C].</param>
    public double[] Scaled(IReadOnlyList<double> probabilities)
    {
        if (Kind == LabelKind.Multi) // p^(1/T) / (p^(1/T) + (1 − p)^(1/T)) is the sigmoid of logit / T
            return [.. probabilities.Select(p => Power(p) / (Power(p) + Power(1 - p)))];
        double sum = probabilities.Sum(Power);
        return [.. probabilities.Select(p => Power(p) / sum)];
    }

    double Power(double p) => Math.Pow(Math.Max(p, Tiny), 1 / Temperature);

    /// <summary>The negative log-likelihood of what is true.</summary>
    double Loss(Outcome outcome)
    {
        double[] p = Scaled(outcome.Probabilities);
        return Kind == LabelKind.Multi
            ? -p.Select((q, c) => Math.Log(Math.Max(outcome.TrueLabels.Contains(c) ? q : 1 - q, Tiny))).Sum()
            : -Math.Log(Math.Max(p[outcome.TrueLabels[0]], Tiny));
    }
}
