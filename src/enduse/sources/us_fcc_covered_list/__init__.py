"""The FCC Covered List: communications equipment and services that may not be authorised or paid for."""
