using MerClip.Data;
using MerClip.Data.Audit;

namespace MerClip.Tests.Report;

/// <summary>An audit with a finding of every grade, an id that would be markup, and all charts.</summary>
static class MadeUpAudit
{
    public const string Hostile = "v</script><script>window.taken = 1</script>$_$0";

    public static CorpusAudit Audit()
    {
        Random random = new(1);
        Modality[] modalities = Enum.GetValues<Modality>();
        return new CorpusAudit("data/<mosi>.pkl", "MMSA pickle", new string('a', 64), 123456,
            [.. new[] { "train", "valid", "test" }.Select(split => new SplitAudit(split, 100, 20, [new ArrayAudit("audio", "float32", [100, 50, 5])],
                new LabelAudit([5, 10, 20, 30, 20, 10, 5], 0.1, -3, 3),
                [.. modalities.Select(m => new LengthAudit(m, 50, 5, 2, 1, 20, 21.5, 50)
                {
                    Histogram = [.. Enumerable.Range(0, 25).Select(_ => random.Next(9))],
                })]))],
            [], [], [], [],
            [
                new AuditProblem(AuditSeverity.Error, "repeated-id", "train", "id", "occurs more than once in the split", 1, [Hostile]),
                new AuditProblem(AuditSeverity.Warning, "nan", "valid", "audio", "NaN among the features; read as 0", 150, ["a$_$0", "a$_$1"]),
                new AuditProblem(AuditSeverity.Note, "alignment", "test", "vision", "another number of steps", 0, []),
            ])
        {
            Scales = [.. new[] { "valid", "test" }.SelectMany(split => modalities.Select(m => new ScaleAudit(split, m, [0, 1, 2, 4],
                [0.1, -0.2, 3, 0], [1, 1.1, 0.2, 8])))],
        };
    }
}
