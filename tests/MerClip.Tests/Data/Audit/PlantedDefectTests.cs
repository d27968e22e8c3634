using MerClip.Data.Audit;

namespace MerClip.Tests.Data.Audit;

/// <summary>A defect planted in a clean data set is found, where it is, and nothing else is.</summary>
public sealed class PlantedDefectTests : IDisposable
{
    const int Steps = CleanCorpus.Steps, Width = CleanCorpus.Width;

    readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    /// <summary>What is planted, what finds it, where, and an id of those found.</summary>
    public static TheoryData<string, string, string, string> Defects => new()
    {
        { "nothing", "", "", "" },
        { "nan", "nan", "train audio", "train0$_$3" },
        { "infinity", "infinity", "valid vision", "valid0$_$2" },
        { "missing", "missing-modality", "test vision", "test1$_$1" },
        { "zero rows", "zero-rows", "train text", "train0$_$1" },
        { "left padding", "left-padding", "test audio", "test0$_$0" },
        { "lengths", "wrong-length", "train vision_lengths", "train1$_$0" },
        { "duplicate", "duplicate-features", "audio", "test2$_$0" },
        { "duplicate", "duplicate-text", "raw_text", "test2$_$0" },
        { "near duplicate", "near-duplicate-text", "raw_text", "valid1$_$1" },
        { "near duplicate features", "near-duplicate-features", "audio", "valid1$_$2" },
        { "near duplicate features", "near-duplicate-features", "vision", "valid1$_$2" },
        { "annotation", "annotation", "test annotations", "test0$_$2" },
        { "speaker", "video-in-two-splits", "valid id", "train3" },
        { "repeated id", "repeated-id", "train id", "train0$_$0" },
        { "range", "label-range", "test regression_labels", "test0$_$3" },
        { "label nan", "label-not-finite", "valid regression_labels", "valid0$_$0" },
        { "rounded", "rounded-labels", "test regression_labels", "" },
        { "class", "missing-class", "valid regression_labels", "" },
        { "constant", "constant-features", "train audio", "" },
        { "dead", "dead-features", "train vision", "" },
        { "scale", "other-scale", "test audio", "" },
        { "leak", "label-leak", "vision", "" },
        { "leak on test", "label-leak", "audio", "" },
        { "label feature", "label-feature", "train text", "" },
        { "text is id", "text-is-id", "raw_text", "train0$_$0" },
        { "numbers", "text-without-letters", "raw_text", "test0$_$0" },
        { "markup", "text-is-markup", "raw_text", "valid0$_$1" },
        { "encoding", "broken-characters", "raw_text", "train0$_$2" },
        { "one text", "one-text", "raw_text", "train0$_$0" },
        { "shifted rows", "lengths-disagree", "train audio", "" },
        { "alignment", "alignment", "train vision", "train5$_$0" },
        { "no videos", "no-videos", "id", "" },
    };

    [Theory, MemberData(nameof(Defects))]
    public void A_planted_defect_is_found_and_nothing_else(string defect, string code, string where, string id)
    {
        CleanCorpus corpus = new();
        string[] others = Plant(defect, corpus);
        File.WriteAllBytes(file, corpus.Pickle());
        IReadOnlyList<AuditProblem> problems = CorpusAudit.Run(file).Problems;
        Assert.All(problems, p => Assert.Contains(p.Code, others.Append(code)));
        if (code == "") return;
        AuditProblem found = Assert.Single(problems, p => p.Code == code && $"{p.Split} {p.Key}".Trim() == where);
        if (id == "") return;
        Assert.Contains(id, found.Examples);
        Assert.Equal(Math.Min(100, found.Count), found.Examples.Count);
    }

    // The codes are those that the defect has beside the one that it is planted for.
    static string[] Plant(string defect, CleanCorpus corpus)
    {
        CleanCorpus.Part train = corpus.Parts["train"], valid = corpus.Parts["valid"], test = corpus.Parts["test"];
        switch (defect)
        {
            case "nan": train.Rows("audio", 3)[Width + 2] = float.NaN; break;
            case "infinity": valid.Rows("vision", 2)[5] = float.NegativeInfinity; break;
            case "missing": test.Rows("vision", 5).Clear(); break;
            case "zero rows": train.Rows("text", 1).Slice(Width, Width).Clear(); break;
            case "left padding":
                for (int i = 0; i < test.Count; i++)
                {
                    int padding = (Steps - test.Lengths["audio"][i]) * Width;
                    test.Rows("audio", i)[..^padding].CopyTo(test.Rows("audio", i)[padding..]);
                    test.Rows("audio", i)[..padding].Clear();
                    test.Lengths["audio"][i] = Steps;
                }
                break;
            case "lengths": train.Lengths["vision"][4] = 1; break;
            case "duplicate":
                test.Texts[8] = train.Texts[8];
                foreach (string key in CleanCorpus.Part.Keys)
                {
                    train.Rows(key, 8).CopyTo(test.Rows(key, 8));
                    test.Lengths[key][8] = train.Lengths[key][8];
                }
                return ["duplicate-text", "duplicate-features"];
            case "near duplicate":
                string words = string.Join(' ', Enumerable.Range(0, 20).Select(i => $"word{(char)('a' + i)}"));
                (train.Texts[5], valid.Texts[5]) = (words, words.Replace("wordt", "other").ToUpperInvariant());
                break;
            case "near duplicate features":
                valid.Texts[6] = train.Texts[9];
                foreach (string key in new[] { "audio", "vision" })
                {
                    for (int v = 0; v < Steps * Width; v++) valid.Rows(key, 6)[v] = train.Rows(key, 9)[v] * (1 + 1e-3f * corpus.Normal());
                    valid.Lengths[key][6] = train.Lengths[key][9];
                }
                return ["duplicate-text", "alignment"];
            case "annotation":
                foreach (CleanCorpus.Part part in corpus.Parts.Values)
                    part.Annotations = [.. part.Labels.Select(l => l < 0 ? "Negative" : l > 0 ? "Positive" : "Neutral")];
                test.Annotations![2] = test.Labels[2] > 0 ? "Negative" : "Positive";
                break;
            case "speaker": valid.Ids[0] = "train3$_$9"; break;
            case "repeated id":
                train.Ids[1] = train.Ids[0];
                return ["unreadable"];
            case "range": test.Labels[3] = 3.5f; break;
            case "label nan": valid.Labels[0] = float.NaN; break;
            case "rounded":
                for (int i = 0; i < test.Count; i++) test.Labels[i] = MathF.Round(test.Labels[i]);
                break;
            case "class":
                for (int i = 0; i < valid.Count; i++) valid.Labels[i] = Math.Abs(valid.Labels[i]);
                break;
            case "constant" or "dead":
                foreach (CleanCorpus.Part part in corpus.Parts.Values)
                    for (int i = 0; i < part.Count; i++)
                        for (int t = 0; t < part.Lengths["audio"][i]; t++)
                            part.Rows(defect == "dead" ? "vision" : "audio", i)[t * Width + 1] = defect == "dead" ? 0 : 2.5f;
                break;
            case "scale":
                foreach (ref float value in test.Features["audio"].AsSpan()) value *= 25;
                break;
            case "leak":
                foreach (CleanCorpus.Part part in corpus.Parts.Values) Leak(corpus, part, "vision");
                break;
            case "leak on test": Leak(corpus, test, "audio"); break;
            case "label feature":
                for (int i = 0; i < train.Count; i++)
                    for (int t = 0; t < train.Lengths["text"][i]; t++) train.Rows("text", i)[t * Width] = train.Labels[i] + 4;
                return ["other-scale"];
            case "text is id": train.Texts[0] = train.Ids[0]; break;
            case "numbers": test.Texts[0] = "12 993 4 0 0"; break;
            case "markup": valid.Texts[1] = "<p>what was said</p>"; break;
            case "encoding": train.Texts[2] += " itâ€™s"; break;
            case "one text":
                train.Texts.AsSpan(0, 60).Fill("the same words again");
                return ["lengths-disagree"];
            case "shifted rows":
                train.Rows("audio", 0).ToArray().CopyTo(train.Rows("audio", train.Count - 1));
                float[] rows = train.Features["audio"];
                rows.AsSpan(Steps * Width).CopyTo(rows);
                int[] lengths = train.Lengths["audio"];
                (lengths[^1], int first) = (lengths[0], lengths[0]);
                lengths.AsSpan(1).CopyTo(lengths);
                lengths[^1] = first;
                return ["repeated-features", "wrong-length"];
            case "alignment":
                train.Rows("vision", 20)[((train.Lengths["vision"][20] - 2) * Width)..].Clear();
                train.Lengths["vision"][20] -= 2;
                break;
            case "no videos":
                foreach (CleanCorpus.Part part in corpus.Parts.Values)
                    for (int i = 0; i < part.Count; i++) part.Ids[i] = part.Ids[i].Replace("$_$", "-");
                break;
        }
        return [];
    }

    // Each step knows a little of the label, no feature is it.
    static void Leak(CleanCorpus corpus, CleanCorpus.Part part, string key)
    {
        for (int i = 0; i < part.Count; i++)
            for (int v = 0; v < part.Lengths[key][i] * Width; v++)
                part.Rows(key, i)[v] = part.Labels[i] / 3 + 2.5f * corpus.Normal();
    }
}
