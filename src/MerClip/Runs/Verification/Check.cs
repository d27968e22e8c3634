namespace MerClip.Runs.Verification;

/// <summary>How a check of a run came out.</summary>
public enum CheckResult
{
    /// <summary>It is as the run says.</summary>
    Holds,

    /// <summary>It is not, or cannot be checked any more.</summary>
    Fails,

    /// <summary>Something is different that may, but need not, change numbers.</summary>
    Remark,
}

/// <summary>A check of a run.</summary>
/// <param name="What">What was checked.</param>
/// <param name="Result">How it came out.</param>
/// <param name="Says">What was found, in a line.</param>
public sealed record Check(string What, CheckResult Result, string Says);
