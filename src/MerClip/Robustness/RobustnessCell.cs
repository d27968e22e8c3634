namespace MerClip.Robustness;

/// <summary>One measurement: a model on inputs that were damaged at a rate.</summary>
/// <param name="Damage">What was done to the inputs: <see cref="Robustness.Damage.Name"/>, or <see cref="Clean"/>.</param>
/// <param name="Rate">How much of it, [0, 1].</param>
/// <param name="DamageSeed">What it was drawn with; 0 for clean inputs.</param>
/// <param name="Seed">The seed of the model.</param>
/// <param name="Scores">The metrics, by their names in metrics.json.</param>
public sealed record RobustnessCell(
    string Damage, double Rate, int DamageSeed, int Seed, IReadOnlyDictionary<string, double> Scores)
{
    /// <summary>The name of no damage.</summary>
    public const string Clean = "none";

    /// <summary>What tells it from others.</summary>
    internal (string, double, int, int) Key => (Damage, Rate, DamageSeed, Seed);
}
