using CommunityGrains.Domain;

namespace CommunityGrains.Access.Accounts;

/// <summary>An account for its owner and for administrators. <c>Login</c> is personal data: it is shown to
/// them and written nowhere.</summary>
public sealed record AccountRecord(
    AccountId Id, PersonId Person, string Login, bool HasSecondFactor, DateTimeOffset MadeAt, bool IsClosed)
{
    public override string ToString() => $"account {Id}";
}

/// <summary>An account as it is kept.</summary>
internal sealed record AccountRow
{
    public const string Columns = """
        id as Id, person as Person, login_sealed as LoginSealed, password_hash as PasswordHash,
        stamp as Stamp, factor_sealed as FactorSealed, factor_waiting as FactorWaiting,
        factor_step as FactorStep, made_at as MadeAt, closed_at as ClosedAt,
        forgotten_at as ForgottenAt
        """;

    public string Id { get; init; } = "";

    public string Person { get; init; } = "";

    public string LoginSealed { get; init; } = "";

    public string PasswordHash { get; init; } = "";

    public string Stamp { get; init; } = "";

    public string? FactorSealed { get; init; }

    public string? FactorWaiting { get; init; }

    public long FactorStep { get; init; }

    public long MadeAt { get; init; }

    public long? ClosedAt { get; init; }

    public long? ForgottenAt { get; init; }

    public AccountId Account => new(Guid.Parse(Id));

    public bool IsClosed => ClosedAt is not null;

    /// <summary>Nothing is left that could be shown of it.</summary>
    public bool IsForgotten => ForgottenAt is not null;

    public AccountRecord ToRecord(ISecretBox box) => new(
        Account, new PersonId(Guid.Parse(Person)), box.Open(Purpose.Login(Account), LoginSealed),
        FactorSealed is not null, MadeAt.ToInstant(), IsClosed);
}

/// <summary>What the box is asked to keep apart.</summary>
internal static class Purpose
{
    public const string LoginMark = "login";

    public const string AddressMark = "address";

    public const string RecoveryMark = "recovery-code";

    public const string SubjectMark = "external-subject";

    public const string FormMark = "form";

    public const string ClientMark = "client";

    public const string SuggestionMark = "suggestion";

    public const string AnswerMark = "answer-link";

    public static string Login(AccountId account) => $"login:{account}";

    public static string Factor(AccountId account) => $"second-factor:{account}";

    public static string Invited(Guid invitation) => $"invited:{invitation}";
}
