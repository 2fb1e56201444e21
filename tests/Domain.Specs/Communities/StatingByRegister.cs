using CommunityGrains.Domain.Communities;
using static CommunityGrains.Domain.Communities.CommunityCommand;

namespace CommunityGrains.Domain.Specs.Communities;

/// <summary>A row of an office's register, again and again, and people who correct it in between.</summary>
public sealed class StatingByRegister : CommunitySpecification
{
    private const string File = "register.csv";
    private const string KebabForm = "territorial-self-government";
    private static readonly CommunityEvent ByRegister = new CommunityEvent.Registered(OldTown, File);
    private static readonly CommunityEvent HeadByRegister = new CommunityEvent.HeadNamed(Head, File);

    [Fact]
    public void A_row_that_nobody_knows_registers_a_community() => Given()
        .When(Row(head: Head))
        .Then(ByRegister, HeadByRegister);

    [Theory]
    [InlineData("ул. Мира, 1", null)]
    [InlineData(null, "ул. Мира, 1")]
    [InlineData("ул. Мира, 1", "ул. Мира, 2")]
    public void A_column_that_stands_twice_in_a_file_counts_as_its_last_cell_says(
        string? first, string? last) => Given()
        .When(Row(first, (RegisterField.Address, last)))
        .Then(new CommunityEvent.Registered(OldTown with { Address = last }, File));

    [Fact]
    public void A_row_without_a_head_column_says_nothing_of_the_head() => Given(ByRegister, HeadByRegister)
        .When(new StateByRegister(Today, OldTownFields, StatesHead: false, null, File))
        .ThenAlreadySo();

    [Fact]
    public void The_same_row_again_changes_nothing() => Given(ByRegister, HeadByRegister)
        .When(Row(head: Head))
        .ThenAlreadySo();

    [Fact]
    public void A_row_confirms_what_was_only_proposed() => Given(ItIsProposed)
        .When(Row(head: Head, address: "ул. Мира, 1"))
        .Then(new CommunityEvent.RegistrationConfirmed(File), Restated("ул. Мира, 1"), HeadByRegister);

    [Fact]
    public void Changed_cells_are_one_event_with_only_them() => Given(ByRegister)
        .When(Row(address: "ул. Мира, 1", (RegisterField.Members, "54"), (RegisterField.Basis, "place")))
        .Then(new CommunityEvent.Restated(
            [new(RegisterField.Address, "ул. Мира, 1"), new(RegisterField.Members, "54")], File));

    [Fact]
    public void Another_spelling_of_one_value_is_no_change() =>
        Given(ByRegister, new CommunityEvent.Restated([new(RegisterField.Location, "54.67,56")], File))
        .When(Row(OldTown.Address, (RegisterField.Location, " 54.670,56.0"), (RegisterField.Form, KebabForm)))
        .ThenAlreadySo();

    [Fact]
    public void An_empty_cell_empties_its_field() => Given(ByRegister)
        .When(Row(address: ""))
        .Then(Restated(null));

    [Fact]
    public void A_column_that_is_not_there_changes_nothing() => Given(ByRegister)
        .When(new StateByRegister(Today, [.. OldTownFields.Take(3)], true, null, File))
        .ThenAlreadySo();

    [Fact]
    public void An_empty_cell_cannot_empty_what_every_community_has() => Given(ByRegister)
        .When(Row(OldTown.Address, (RegisterField.Name, " ")))
        .ThenRefused("community.field-missing", "name");

    [Fact]
    public void The_source_must_be_named() => Given()
        .When(new StateByRegister(Today, OldTownFields, false, null, " "))
        .ThenRefused("community.field-missing", "source");

    [Fact]
    public void A_correction_by_hand_stays_while_the_register_says_the_same() =>
        Given(ByRegister, Corrected(RegisterField.Address, "ул. Ленина, 86"))
        .When(Row())
        .ThenAlreadySo();

    [Fact]
    public void The_register_wins_once_it_says_something_new() =>
        Given(ByRegister, Corrected(RegisterField.Address, "ул. Ленина, 86"))
        .When(Row(address: "ул. Ленина, 87"))
        .Then(Restated("ул. Ленина, 87"));

    [Fact]
    public void After_that_the_correction_is_forgotten() => Given(
            ByRegister, Corrected(RegisterField.Address, "ул. Ленина, 86"), Restated("ул. Ленина, 87"))
        .When(Row())
        .Then(Restated(OldTown.Address));

    [Fact]
    public void A_register_that_takes_over_the_correction_is_followed_again() =>
        Given(ByRegister, Corrected(RegisterField.Address, "ул. Ленина, 86"))
        .When(Row(address: "ул. Ленина, 86"))
        .Then(Restated("ул. Ленина, 86"));

    [Fact]
    public void Corrected_twice_it_is_still_the_registers_word_that_counts_as_last_said() => Given(
            ByRegister, Corrected(RegisterField.Address, "ул. Ленина, 86"),
            Corrected(RegisterField.Address, "ул. Ленина, 88"))
        .When(Row())
        .ThenAlreadySo();

    [Fact]
    public void A_correction_back_to_the_registers_word_is_no_correction() => Given(
            ByRegister, Corrected(RegisterField.Address, "ул. Ленина, 86"),
            Corrected(RegisterField.Address, OldTown.Address))
        .When(Row(address: ""))
        .Then(Restated(null));

    [Fact]
    public void What_a_person_filled_in_stays_while_the_cell_is_empty() =>
        Given(ByRegister, Corrected(RegisterField.Site, "example.org"))
        .When(Row(OldTown.Address, (RegisterField.Site, "")))
        .ThenAlreadySo();

    [Theory]
    [InlineData("Алексеев Олег Фаритович", "oleg@example.org", "+79190000000")]
    [InlineData("алексеёв  олег фаритович", "oleg@example.org", "+79453533515")]
    [InlineData("Алексеев Олег Фаритович", null, "+79453533515")]
    public void The_same_head_with_other_contacts_stays_the_same_person(
        string name, string? email, string phone)
    {
        var stated = Someone(40, name, email, phone);
        Given(ByRegister, HeadByRegister)
            .When(Row(head: stated))
            .Then(new CommunityEvent.HeadNamed(stated with { Person = Head.Person }, File));
    }

    [Fact]
    public void Another_name_is_another_person() => Given(ByRegister, HeadByRegister)
        .When(Row(head: Someone(40, "Волкова Анна Фаритовна")))
        .Then(new CommunityEvent.HeadNamed(Someone(40, "Волкова Анна Фаритовна"), File));

    [Fact]
    public void No_new_person_arises_from_running_the_file_again() => Given(ByRegister, HeadByRegister)
        .When(Row(head: Head with { Person = new(Id(41)) }))
        .ThenAlreadySo();

    [Fact]
    public void Empty_head_cells_remove_the_head() => Given(ByRegister, HeadByRegister)
        .When(Row())
        .Then(new CommunityEvent.HeadRemoved(File));

    [Fact]
    public void A_head_named_by_hand_stays_while_the_register_names_the_old_one() => Given(
            ByRegister, HeadByRegister, new CommunityEvent.HeadNamed(Someone(40, "Волкова Анна Фаритовна")))
        .When(Row(head: Head))
        .ThenAlreadySo();

    [Fact]
    public void A_head_removed_by_hand_stays_removed() =>
        Given(ByRegister, HeadByRegister, new CommunityEvent.HeadRemoved())
        .When(Row(head: Head))
        .ThenAlreadySo();

    [Fact]
    public void A_new_head_in_the_register_replaces_the_one_named_by_hand() => Given(
            ByRegister, HeadByRegister, new CommunityEvent.HeadNamed(Someone(40, "Волкова Анна Фаритовна")))
        .When(Row(head: Someone(42, "Сафина Светлана Сергеевна")))
        .Then(new CommunityEvent.HeadNamed(Someone(42, "Сафина Светлана Сергеевна"), File));

    [Theory]
    [InlineData(" ", null, null, "community.field-missing", "head-name")]
    [InlineData("Волкова Анна", "no address", null, "community.field-invalid", "head-email")]
    [InlineData("Волкова Анна", "a@b@example.org", null, "community.field-invalid", "head-email")]
    [InlineData("Волкова Анна", null, "8-945-353-35-15", "community.field-invalid", "head-phone")]
    [InlineData("Волкова Анна", null, "+0945353351", "community.field-invalid", "head-phone")]
    public void A_head_must_be_named_and_its_contacts_usable(
        string name, string? email, string? phone, string code, string part) => Given(ByRegister)
        .When(Row(head: Someone(40, name, email, phone)))
        .ThenRefused(code, part);

    [Fact]
    public void A_row_does_not_wake_a_closed_record() => Given(ByRegister, ItIsClosed)
        .When(Row(address: "ул. Ленина, 87"))
        .ThenRefused("community.closed");

    [Fact]
    public void A_row_for_a_rejected_record_is_refused() =>
        Given(ItIsProposed, new CommunityEvent.Rejected("Nobody knows it"))
        .When(Row())
        .ThenRefused("community.rejected");

    [Fact]
    public void A_row_for_a_merged_record_is_sent_to_the_one_that_stayed() => Given(ByRegister, ItIsMerged)
        .When(Row(address: "ул. Ленина, 87"))
        .ThenRefused("community.merged", Twin.ToString());

    [Fact]
    public void A_register_that_still_lists_what_is_closed_says_nothing_new() =>
        Given(ByRegister, HeadByRegister, Corrected(RegisterField.Address, "ул. Ленина, 86"), ItIsClosed)
        .When(Row(head: Head))
        .ThenAlreadySo();

    [Fact]
    public void A_register_that_still_lists_what_is_merged_says_nothing_new() =>
        Given(ByRegister, HeadByRegister, ItIsMerged)
        .When(Row(head: Head))
        .ThenAlreadySo();

    [Fact]
    public void Nor_does_it_where_a_mere_proposal_was_merged() => Given(ItIsProposed, ItIsMerged)
        .When(Row())
        .ThenAlreadySo();

    [Fact]
    public void Another_head_of_a_closed_record_is_news_and_refused() =>
        Given(ByRegister, HeadByRegister, ItIsClosed)
        .When(Row(head: Someone(40, "Волкова Анна Фаритовна")))
        .ThenRefused("community.closed");

    [Fact]
    public void A_row_that_cannot_be_read_is_not_passed_over_where_the_record_is_closed() =>
        Given(ByRegister, ItIsClosed)
        .When(Row(OldTown.Address, (RegisterField.Name, " ")))
        .ThenRefused("community.closed");

    private static Contact Someone(int id, string name, string? email = null, string? phone = null) => new(
        new(Id(id)), new(name), email is null ? null : new(email), phone is null ? null : new(phone));

    private static CommunityEvent.Restated Restated(string? address) =>
        new([new(RegisterField.Address, address)], File);

    private static StateByRegister Row(Contact? head = null, string? address = "ул. Ленина, 85") =>
        new(Today, Cells(address), StatesHead: true, head, File);

    private static StateByRegister Row(
        string? address, params (RegisterField Field, string? Text)[] others) => new(
        Today, [.. Cells(address), .. others.Select(cell => new FieldChange(cell.Field, cell.Text))],
        StatesHead: true, null, File);

    private static ValueList<FieldChange> Cells(string? address) =>
        [.. OldTownFields.Take(3), new(RegisterField.Address, address)];
}
