namespace MerClip.Data.Audit;

/// <summary>How much a problem matters.</summary>
public enum AuditSeverity
{
    /// <summary>Worth knowing; nothing is lost.</summary>
    Note,

    /// <summary>The data can be used, but values were replaced or results may mislead.</summary>
    Warning,

    /// <summary>The file cannot be used as it is.</summary>
    Error,
}
