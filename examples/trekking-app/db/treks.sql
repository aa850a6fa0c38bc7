CREATE ROLE trekking LOGIN CONNECTION LIMIT 5;

CREATE TABLE treks (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, km integer NOT NULL);

INSERT INTO treks (name, km) VALUES ('Laugavegur', 55), ('Tour du Mont Blanc', 170), ('Annapurna Circuit', 230);

GRANT SELECT, INSERT ON treks TO trekking;

