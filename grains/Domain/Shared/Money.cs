namespace CommunityGrains.Domain;

/// <summary>An amount of money: a decimal with at most two places, and the ISO 4217 currency
/// ("RUB").</summary>
public sealed record Money(decimal Amount, string Currency)
{
    public static Money Rubles(decimal amount) => new(amount, "RUB");

    public static Money operator +(Money left, Money right) => left.Currency == right.Currency
        ? left with { Amount = left.Amount + right.Amount }
        : throw new ArgumentException($"{right.Currency} cannot be added to {left.Currency}", nameof(right));

    public static Money Add(Money left, Money right) => left + right;
}
