namespace MerClip.Tests.Cli;

/// <summary>Label sets as a person writes them.</summary>
static class LabelSets
{
    /// <summary>An ordinal set whose texts are words of the synthetic corpus.</summary>
    public const string Three = """
        {
          "name": "three", "kind": "ordinal",
          "labels": [
            {"name": "low", "text": ["zub", "grolm"], "value": -2},
            {"name": "middle", "text": "nilt", "value": 0},
            {"name": "high", "text": "zarp", "value": 2}
          ]
        }
        """;
}
