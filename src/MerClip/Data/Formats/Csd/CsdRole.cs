namespace MerClip.Data.Formats.Csd;

/// <summary>What a computational sequence is for, by the name of its root.</summary>
enum CsdRole
{
    /// <summary>Sentiment or emotions; its rows are the utterances.</summary>
    Labels,

    /// <summary>Labels beside these: MOSEI's emotions, in files apart from its sentiment.</summary>
    OtherLabels,

    /// <summary>Words in time; pauses are the word <c>sp</c>.</summary>
    Words,

    /// <summary>Word vectors.</summary>
    Text,

    /// <summary>COVAREP, openSMILE and the like.</summary>
    Audio,

    /// <summary>FACET, OpenFace and the like.</summary>
    Vision,

    /// <summary>Phonemes and whatever else; not used.</summary>
    Other,
}

/// <summary>Finds roles.</summary>
static class CsdRoles
{
    static readonly (string Part, CsdRole Role)[] Names =
    [
        ("label", CsdRole.Labels), ("phone", CsdRole.Other), ("wordvectors", CsdRole.Text), ("word_vectors", CsdRole.Text),
        ("glove", CsdRole.Text), ("bert", CsdRole.Text), ("word", CsdRole.Words), ("covarep", CsdRole.Audio),
        ("opensmile", CsdRole.Audio), ("acoustic", CsdRole.Audio), ("audio", CsdRole.Audio), ("facet", CsdRole.Vision),
        ("openface", CsdRole.Vision), ("visual", CsdRole.Vision), ("vision", CsdRole.Vision), ("vgg", CsdRole.Vision),
    ];

    /// <summary>The role of a root of that name.</summary>
    public static CsdRole Of(string root) => Array.Find(Names, n => root.Contains(n.Part, StringComparison.OrdinalIgnoreCase)) is
        { Part: not null } found ? found.Role : CsdRole.Other;
}
