using System.Globalization;
using System.Text;

namespace MerClip.Bench;

/// <summary>The measurements of both sides, side by side, as Markdown.</summary>
static class ResultTable
{
    public static string Of(IReadOnlyList<Measurement> all)
    {
        var kit = all.Where(m => m.Epochs is not null && m.Side.StartsWith("C#", StringComparison.Ordinal)).ToArray();
        var peer = all.Where(m => m.Epochs is not null && !m.Side.StartsWith("C#", StringComparison.Ordinal)).ToArray();
        if (kit.Length == 0 || peer.Length == 0)
            throw new InputException("measurements of one side are missing: run bench/run");
        var parity = all.Single(m => m.Parity is not null).Parity!;
        var text = new StringBuilder();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

        Line($"| | {kit[0].Side} | {peer[0].Side} | ratio |");
        Line($"|---|---|---|---|");
        Row("seconds an epoch, wall clock: median (least to most)", m => m.Epochs!);
        Row("seconds an epoch, processor time: median (least to most)", m => m.Cpu!);
        Row("1024² matmul, GFLOP/s", m => [m.Matmul!.Value], "F0");
        Line($"");
        Line($"Parity: logits of the validation split with the same weights differ by at most {parity["logits"]:0.0e+0},");
        Line($"mean losses in training without dropout by {parity["train_loss"]:0.0e+0}, validation {parity["valid_loss"]:0.0e+0}.");
        Line($"");
        Steps(all.Last(m => m.Parts is not null).Parts!);
        return text.ToString();

        void Row(string what, Func<Measurement, double[]> values, string format = "F3")
        {
            var (a, b) = (Spread(kit.SelectMany(values)), Spread(peer.SelectMany(values)));
            string Number(double x) => x.ToString(format, CultureInfo.InvariantCulture);
            string Cell((double Median, double Least, double Most) s) =>
                $"{Number(s.Median)} ({Number(s.Least)} to {Number(s.Most)})";
            Line($"| {what} | {Cell(a)} | {Cell(b)} | {a.Median / b.Median:F2} |");
        }

        void Steps(Dictionary<string, double> parts)
        {
            Line($"| milliseconds a step in C# | batch | forward | backward | optimiser | its share |");
            Line($"|---|---|---|---|---|---|");
            foreach (var kind in parts.GroupBy(p => p.Key.Split('/')[0], p => p.Value))
            {
                double[] ms = [.. kind];
                Line($"| {kind.Key} | {ms[0]:F2} | {ms[1]:F2} | {ms[2]:F2} | {ms[3]:F2} | {ms[3] / ms.Sum():P0} |");
            }
        }
    }

    public static (double Median, double Least, double Most) Spread(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return ((sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, sorted[0], sorted[^1]);
    }
}
