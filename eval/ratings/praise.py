"""Praise and enthusiasm, which must not move a level: sentences to learn from, and others to measure with.

The first kind is learned beside what readers marked as praise in labelled texts. The second is never learned.
"""

TRAINED = (
    "I really enjoyed every minute of this.",
    "Everyone told me how great this turned out!",
    "I could not be prouder of what we achieved here.",
    "What an incredible journey this has been so far.",
    "It is an honour to work with such amazing people.",
    "I always go the extra mile and give one hundred percent.",
    "Our team is simply the best.",
    "She did a superb job and deserves all the credit in the world.",
    "This is without doubt the finest work of the quarter.",
    "I love my job and I am excited about everything that lies ahead.",
    "Huge thanks and congratulations, absolutely brilliant!",
    "The feedback was overwhelmingly positive from all sides.",
    "Das hat mir unglaublich viel Spaß gemacht.",
    "Alle haben gesagt, wie toll das geworden ist!",
    "Ich könnte nicht stolzer auf das Ergebnis sein.",
    "Was für eine großartige Reise das bisher war.",
    "Es ist eine Ehre, mit so wunderbaren Menschen zu arbeiten.",
    "Ich gebe immer hundert Prozent und noch ein bisschen mehr.",
    "Unser Team ist einfach das beste.",
    "Sie hat das hervorragend gemacht und verdient alles Lob der Welt.",
    "Das ist ohne Zweifel die beste Arbeit des Quartals.",
    "Ich brenne für meine Arbeit und freue mich auf alles, was kommt.",
    "Vielen Dank und herzlichen Glückwunsch, einfach brillant!",
    "Die Rückmeldungen waren von allen Seiten überwältigend gut.",
)
MEASURED = {
    "en": (
        "This was fantastic work and everybody involved loved it.",
        "I am passionate about what I do and give my very best every day.",
        "A truly outstanding contribution by a brilliant colleague.",
    ),
    "de": (
        "Das war eine fantastische Arbeit, und alle Beteiligten waren begeistert.",
        "Ich bin mit Leidenschaft dabei und gebe jeden Tag mein Bestes.",
        "Ein wirklich herausragender Beitrag einer glänzenden Kollegin.",
    ),
}
